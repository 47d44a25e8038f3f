// Package web is the service's HTTP side: what it answers, and what every request leaves behind.
package web

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"sync/atomic"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Check returns an error when something is missing that requests need, for example a database.
type Check func(context.Context) error

// Service answers requests.
type Service struct {
	http.Handler
	version  string
	log      *slog.Logger
	checks   map[string]Check
	stopping atomic.Bool
}

// NewService puts the service together, with more routes where it has some.
func NewService(version string, log *slog.Logger, checks map[string]Check, more ...func(*http.ServeMux)) *Service {
	registry := prometheus.NewRegistry()
	registry.MustRegister(
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	service := &Service{version: version, log: log, checks: checks}
	routes := http.NewServeMux()
	routes.HandleFunc("GET /healthz", service.health)
	routes.HandleFunc("GET /readyz", service.ready)
	routes.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	greetingRoutes(routes, registry)
	for _, add := range more {
		add(routes)
	}
	routes.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		refuse(w, http.StatusNotFound, "There is no "+r.Method+" "+r.URL.Path)
	})
	service.Handler = observe(routes, registry, log)
	return service
}

// StopTaking makes the service not ready, so that no new requests are sent to it.
func (s *Service) StopTaking() {
	s.stopping.Store(true)
}

// health answers as long as the process lives: Kubernetes restarts it when not.
func (s *Service) health(w http.ResponseWriter, _ *http.Request) {
	answer(w, http.StatusOK, map[string]string{"status": "ok", "version": s.version})
}

// ready answers 200 only while requests can be served: Kubernetes sends none otherwise.
// What a check misses belongs here and not into health, because a restart does not bring a
// database back.
func (s *Service) ready(w http.ResponseWriter, r *http.Request) {
	if s.stopping.Load() {
		answer(w, http.StatusServiceUnavailable, map[string]string{"status": "stopping"})
		return
	}
	missing := []string{}
	for name, check := range s.checks {
		if err := check(r.Context()); err != nil {
			s.log.WarnContext(r.Context(), "not ready: "+name, "error", err.Error())
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		answer(w, http.StatusServiceUnavailable, map[string]any{"status": "not ready", "missing": missing})
		return
	}
	answer(w, http.StatusOK, map[string]string{"status": "ready"})
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("content-type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	// A caller that has gone needs no answer.
	_ = json.NewEncoder(w).Encode(body)
}

func refuse(w http.ResponseWriter, status int, why string) {
	answer(w, status, map[string]string{"error": why})
}
