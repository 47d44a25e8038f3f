// Command service greets people over HTTP.
package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/signal"
	"strconv"
	"syscall"

	"service/internal/config"
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
	address := net.JoinHostPort(settings.Host, strconv.Itoa(settings.Port))
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w", address, err)
	}
	service := web.NewService(settings.Version, log, nil)
	return web.Serve(ctx, listener, service, settings.Drain, log)
}
