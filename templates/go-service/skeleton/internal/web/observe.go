package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// quiet routes would fill the log with what nobody reads: probes and scrapes.
var quiet = map[string]bool{"/healthz": true, "/readyz": true, "/metrics": true}

// recorder keeps the status of an answer.
type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(body []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	return r.ResponseWriter.Write(body)
}

// Unwrap lets http.ResponseController reach what is below.
func (r *recorder) Unwrap() http.ResponseWriter {
	return r.ResponseWriter
}

// observe gives each request its trace, a line in the log and a place in the figures.
func observe(next http.Handler, registry prometheus.Registerer, log *slog.Logger) http.Handler {
	duration := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name:    "http_request_duration_seconds",
		Help:    "Time from a request to its answer.",
		Buckets: []float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5},
	}, []string{"method", "route", "status"})
	registry.MustRegister(duration)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		trace := ContinueTrace(r.Header)
		r = r.WithContext(context.WithValue(r.Context(), traceKey{}, trace))
		out := &recorder{ResponseWriter: w}
		serve(next, out, r, trace, log)
		took := time.Since(began)
		// The route, not the address, which has as many values as there are names.
		route := routeOf(r)
		if out.status == 0 {
			out.status = http.StatusOK
		}
		duration.WithLabelValues(r.Method, route, strconv.Itoa(out.status)).Observe(took.Seconds())
		if !quiet[route] {
			log.InfoContext(r.Context(), fmt.Sprintf("%s %s %d", r.Method, route, out.status),
				"method", r.Method, "route", route, "status", out.status, "ms", took.Milliseconds())
		}
	})
}

// serve turns a panic into an answer with the trace to find it by in the log.
func serve(next http.Handler, out *recorder, r *http.Request, trace Trace, log *slog.Logger) {
	defer func() {
		cause := recover()
		if cause == nil {
			return
		}
		log.ErrorContext(r.Context(), "the request failed",
			"error", fmt.Sprint(cause), "stack", string(debug.Stack()))
		if out.status == 0 {
			refuse(out, http.StatusInternalServerError, "Internal error, logged with trace "+trace.TraceID)
		}
	}()
	next.ServeHTTP(out, r)
}

func routeOf(r *http.Request) string {
	if _, path, found := strings.Cut(r.Pattern, " "); found {
		return path
	}
	return "unknown"
}
