package database

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// migration is a change of the tables.
type migration struct {
	name string
	sql  string
}

// migrations are all changes in their order. Add to the end, and leave those as they are that
// were deployed. While pods are replaced, the build before runs with the new tables: add
// columns before they are needed, and take away only what no build reads any more.
var migrations = []migration{
	{name: "001-notes", sql: `
		CREATE TABLE notes (
			id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
			text text NOT NULL,
			at timestamptz NOT NULL DEFAULT now()
		)
	`},
}

// lock is any number that nothing else in the database locks by.
const lock = 7_013_518

// pendingOf returns those that a database has not seen.
func pendingOf(all []migration, applied []string) []migration {
	pending := []migration{}
	for _, each := range all {
		if !slices.Contains(applied, each.name) {
			pending = append(pending, each)
		}
	}
	return pending
}

// migrate brings the tables up to date, all or nothing.
func migrate(ctx context.Context, pool *pgxpool.Pool) error {
	return pgx.BeginFunc(ctx, pool, func(transaction pgx.Tx) error {
		// Of pods that start together one does it, and the others wait.
		if _, err := transaction.Exec(ctx, "SELECT pg_advisory_xact_lock($1)", lock); err != nil {
			return err
		}
		if _, err := transaction.Exec(ctx, `
			CREATE TABLE IF NOT EXISTS schema_migrations (
				name text PRIMARY KEY,
				at timestamptz NOT NULL DEFAULT now()
			)
		`); err != nil {
			return err
		}
		rows, err := transaction.Query(ctx, "SELECT name FROM schema_migrations")
		if err != nil {
			return err
		}
		applied, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			return err
		}
		for _, each := range pendingOf(migrations, applied) {
			if _, err := transaction.Exec(ctx, each.sql); err != nil {
				return err
			}
			if _, err := transaction.Exec(ctx, "INSERT INTO schema_migrations (name) VALUES ($1)", each.name); err != nil {
				return err
			}
		}
		return nil
	})
}
