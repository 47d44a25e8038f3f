package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
)

func silent() *slog.Logger {
	return slog.New(slog.DiscardHandler)
}

func get(handler http.Handler, path string) *httptest.ResponseRecorder {
	recorder := httptest.NewRecorder()
	request := httptest.NewRequest(http.MethodGet, path, nil)
	request.Header.Set("traceparent", "00-"+traceID+"-"+spanID+"-01")
	handler.ServeHTTP(recorder, request)
	return recorder
}

func TestAnswers(t *testing.T) {
	service := NewService("2", silent(), nil)
	for _, each := range []struct {
		path   string
		status int
		body   string
	}{
		{"/greetings/Ada", 200, `{"greeting":"Hello, Ada!"}`},
		{"/greetings/%E5%B0%8F%E6%98%8E?language=zh", 200, `{"greeting":"你好，小明！"}`},
		{"/greetings/Ada?language=fr", 400, `{"error":"language must be en or zh, not \"fr\""}`},
		{"/greetings/%20", 400, `{"error":"name must have 1 to 100 characters"}`},
		{"/greetings/" + strings.Repeat("a", 101), 400, `{"error":"name must have 1 to 100 characters"}`},
		{"/healthz", 200, `{"status":"ok","version":"2"}`},
		{"/readyz", 200, `{"status":"ready"}`},
		{"/nowhere", 404, `{"error":"There is no GET /nowhere"}`},
	} {
		got := get(service, each.path)
		if body := strings.TrimSpace(got.Body.String()); got.Code != each.status || body != each.body {
			t.Errorf("%s: got %d %s, want %d %s", each.path, got.Code, body, each.status, each.body)
		}
	}
}

func TestItCountsWhomItGreetsAndHowLongRequestsTake(t *testing.T) {
	service := NewService("2", silent(), nil)
	get(service, "/greetings/Ada")
	get(service, "/greetings/Bob?language=zh")
	figures := get(service, "/metrics").Body.String()
	for _, want := range []string{
		`greetings_total{language="en"} 1`,
		`greetings_total{language="zh"} 1`,
		`http_request_duration_seconds_count{method="GET",route="/greetings/{name}",status="200"} 2`,
	} {
		if !strings.Contains(figures, want) {
			t.Errorf("%s is missing in\n%s", want, figures)
		}
	}
}

func TestARequestLeavesOneLineWithItsTrace(t *testing.T) {
	var out bytes.Buffer
	service := NewService("2", NewLogger(&out, slog.LevelInfo, "2"), nil)
	get(service, "/healthz")
	get(service, "/greetings/Ada")
	var line map[string]any
	if err := json.Unmarshal(out.Bytes(), &line); err != nil {
		t.Fatalf("%v in %s", err, out.String())
	}
	for key, want := range map[string]any{
		"message": "GET /greetings/{name} 200", "level": "info", "version": "2", "trace_id": traceID,
	} {
		if line[key] != want {
			t.Errorf("%s is %v, want %v", key, line[key], want)
		}
	}
}

func TestItIsNotReadyWhileSomethingIsMissing(t *testing.T) {
	service := NewService("2", silent(), map[string]Check{
		"database": func(context.Context) error { return errors.New("no answer") },
	})
	got := get(service, "/readyz")
	if want := `{"missing":["database"],"status":"not ready"}`; got.Code != 503 || strings.TrimSpace(got.Body.String()) != want {
		t.Errorf("got %d %s, want %s", got.Code, got.Body.String(), want)
	}
}

func TestAFailureGoesIntoTheLogAndNotToTheCaller(t *testing.T) {
	var out bytes.Buffer
	broken := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("the secret") })
	got := get(observe(broken, prometheus.NewRegistry(), NewLogger(&out, slog.LevelInfo, "2")), "/")
	if want := `{"error":"Internal error, logged with trace ` + traceID + `"}`; strings.TrimSpace(got.Body.String()) != want || got.Code != 500 {
		t.Errorf("got %d %s", got.Code, got.Body.String())
	}
	if !strings.Contains(out.String(), "the secret") {
		t.Errorf("the log says %s", out.String())
	}
}

func TestItFinishesWhatItHasBegunWhenItStops(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	service := NewService("2", silent(), nil)
	begun, work := make(chan struct{}), make(chan struct{})
	inner := service.Handler
	service.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/slow" {
			close(begun)
			<-work
		}
		inner.ServeHTTP(w, r)
	})
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- Serve(ctx, listener, service, 0, silent()) }()
	slow := make(chan int, 1)
	go func() {
		response, err := http.Get("http://" + listener.Addr().String() + "/slow")
		if err != nil {
			slow <- 0
			return
		}
		defer response.Body.Close()
		slow <- response.StatusCode
	}()
	<-begun
	stop()
	close(work)
	if status := <-slow; status != http.StatusNotFound {
		t.Errorf("the request that was begun ended with %d", status)
	}
	if err := <-served; err != nil {
		t.Error(err)
	}
	if got := get(service, "/readyz"); got.Code != http.StatusServiceUnavailable {
		t.Errorf("it is ready after its end: %d", got.Code)
	}
}
