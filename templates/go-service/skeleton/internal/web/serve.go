package web

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"
)

const longestFinish = 20 * time.Second

// Serve answers requests until the context ends, and then ends without losing one: it says
// that it is not ready, serves for a while what is still sent to it, then finishes what it
// has begun.
func Serve(ctx context.Context, listener net.Listener, service *Service, drain time.Duration, log *slog.Logger) error {
	server := &http.Server{Handler: service, ReadHeaderTimeout: 10 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	log.Info("listening on " + listener.Addr().String())
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	log.Info("stopping")
	service.StopTaking()
	time.Sleep(drain)
	finish, cancel := context.WithTimeout(context.WithoutCancel(ctx), longestFinish)
	defer cancel()
	if err := server.Shutdown(finish); err != nil {
		return err
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	log.Info("stopped")
	return nil
}
