-- Changes of the tables lie here, each in a file of its own and in the order of their numbers.
-- Leave those as they are that were deployed. While pods are replaced, the build before runs
-- with the new tables: add columns before they are needed, and take away only what no build
-- reads any more.
CREATE TABLE notes (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  text text NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);
