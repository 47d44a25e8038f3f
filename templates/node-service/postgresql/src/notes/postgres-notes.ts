import type { Sql } from 'postgres';
import type { Note, Notes } from './notes.ts';

/** Notes in a table of PostgreSQL. Values go beside the statement, never into it. */
export function notesIn(sql: Sql): Notes {
  return {
    async add(text) {
      const [note] = await sql<Note[]>`
        INSERT INTO notes (text) VALUES (${text}) RETURNING id, text, at
      `;
      if (!note) throw new Error('the database gave no note back');
      return note;
    },
    async latest(most) {
      return [
        ...(await sql<Note[]>`
          SELECT id, text, at FROM notes ORDER BY id DESC LIMIT ${most}
        `),
      ];
    },
  };
}
