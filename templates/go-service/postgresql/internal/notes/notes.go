// Package notes is an example of what is kept in a database.
package notes

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Note is something that somebody wants remembered.
type Note struct {
	ID   int       `json:"id"`
	Text string    `json:"text"`
	At   time.Time `json:"at"`
}

// Notes is where they are kept.
type Notes interface {
	Add(ctx context.Context, text string) (Note, error)
	// Latest returns the newest first.
	Latest(ctx context.Context, most int) ([]Note, error)
}

// table keeps them in PostgreSQL. Values go beside the statement, never into it.
type table struct {
	pool *pgxpool.Pool
}

// In returns the notes of a database.
func In(pool *pgxpool.Pool) Notes {
	return table{pool}
}

func (t table) Add(ctx context.Context, text string) (Note, error) {
	rows, err := t.pool.Query(ctx, "INSERT INTO notes (text) VALUES ($1) RETURNING id, text, at", text)
	if err != nil {
		return Note{}, err
	}
	return pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[Note])
}

func (t table) Latest(ctx context.Context, most int) ([]Note, error) {
	rows, err := t.pool.Query(ctx, "SELECT id, text, at FROM notes ORDER BY id DESC LIMIT $1", most)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Note])
}
