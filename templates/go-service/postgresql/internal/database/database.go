// Package database is PostgreSQL, as the environment names it.
package database

import (
	"context"
	"errors"
	"log/slog"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

const (
	connections = 5
	patience    = 5 * time.Second
	retry       = time.Second
)

var errAddress = errors.New("DB_URI must be an address such as postgresql://user:password@host:5432/database")

// Database is a pool of connections, which connects when it is first asked.
type Database struct {
	Pool  *pgxpool.Pool
	ready atomic.Bool
}

// Open returns the database that is bound to the service, and nil as long as none is. Its
// error names the variable, and never its value.
func Open(env func(string) string) (*Database, error) {
	address := env("DB_URI")
	if address == "" {
		return nil, nil
	}
	parsed, err := url.Parse(address)
	if err != nil || (parsed.Scheme != "postgresql" && parsed.Scheme != "postgres") {
		return nil, errAddress
	}
	settings, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, errAddress
	}
	settings.MaxConns = connections
	settings.ConnConfig.ConnectTimeout = patience
	pool, err := pgxpool.NewWithConfig(context.Background(), settings)
	if err != nil {
		return nil, errAddress
	}
	return &Database{Pool: pool}, nil
}

// Ready returns an error until the tables are as this build needs them, so that a rollout
// keeps the old pods while the new ones cannot work. After that a database that is away
// fails the requests that need it, and not all pods at once.
func (d *Database) Ready(context.Context) error {
	if d.ready.Load() {
		return nil
	}
	return errors.New("the tables are not up to date yet")
}

// Prepare brings the tables up to date, and tries again until it has, or the context ends.
func (d *Database) Prepare(ctx context.Context, log *slog.Logger) {
	done := untilDone(ctx, retry, func() error {
		err := migrate(ctx, d.Pool)
		if err != nil {
			log.Warn("the database cannot be used yet", "error", err.Error())
		}
		return err
	})
	d.ready.Store(done)
}

// Close ends all connections.
func (d *Database) Close() {
	d.Pool.Close()
}

// untilDone tries something until it succeeds; whether it has.
func untilDone(ctx context.Context, pause time.Duration, attempt func() error) bool {
	for {
		if ctx.Err() == nil && attempt() == nil {
			return true
		}
		select {
		case <-ctx.Done():
			return false
		case <-time.After(pause):
		}
	}
}
