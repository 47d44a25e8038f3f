// Command service greets people over HTTP, and keeps notes in PostgreSQL.
package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"strconv"
	"syscall"

	"service/internal/config"
	"service/internal/database"
	"service/internal/notes"
	"service/internal/web"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	settings, err := config.Read(os.Getenv)
	if err != nil {
		return err
	}
	log := web.NewLogger(os.Stdout, settings.LogLevel, settings.Version)
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	bound, err := database.Open(os.Getenv)
	if err != nil {
		return err
	}
	address := net.JoinHostPort(settings.Host, strconv.Itoa(settings.Port))
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w", address, err)
	}
	if bound == nil {
		log.Warn("no database is bound: there is no DB_URI")
		return serve(ctx, listener, settings, log, nil, nil)
	}
	defer bound.Close()
	go bound.Prepare(ctx, log)
	checks := map[string]web.Check{"database": bound.Ready}
	return serve(ctx, listener, settings, log, checks, notes.In(bound.Pool))
}

func serve(ctx context.Context, listener net.Listener, settings config.Config, log *slog.Logger, checks map[string]web.Check, kept notes.Notes) error {
	service := web.NewService(settings.Version, log, checks, web.NoteRoutes(kept, log))
	return web.Serve(ctx, listener, service, settings.Drain, log)
}
