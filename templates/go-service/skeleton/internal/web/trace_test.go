package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

const (
	traceID = "0af7651916cd43dd8448eb211c80319c"
	spanID  = "b7ad6b7169203331"
)

func header(parent string) http.Header {
	made := http.Header{}
	made.Set("traceparent", parent)
	made.Set("tracestate", "vendor=1")
	return made
}

func TestItKeepsTheTraceAndMakesAStepOfItsOwn(t *testing.T) {
	got := ContinueTrace(header("00-" + traceID + "-" + spanID + "-00"))
	if got.TraceID != traceID || got.Flags != "00" || got.State != "vendor=1" {
		t.Errorf("got %+v", got)
	}
	if len(got.SpanID) != 16 || got.SpanID == spanID {
		t.Errorf("the step is %q", got.SpanID)
	}
}

func TestItBeginsATraceWhereThereIsNone(t *testing.T) {
	for _, parent := range []string{
		"",
		"hello",
		"00-" + strings.Repeat("0", 32) + "-" + spanID + "-01",
		"00-" + traceID + "-" + strings.Repeat("0", 16) + "-01",
		"ff-" + traceID + "-" + spanID + "-01",
		"00-" + strings.ToUpper(traceID) + "-" + spanID + "-01",
	} {
		got := ContinueTrace(header(parent))
		if len(got.TraceID) != 32 || got.TraceID == traceID || got.State != "" {
			t.Errorf("%q: got %+v", parent, got)
		}
	}
}

func TestItPassesTheTraceOn(t *testing.T) {
	sent := make(chan http.Header, 1)
	other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, request *http.Request) {
		sent <- request.Header
	}))
	defer other.Close()
	trace := ContinueTrace(header("00-" + traceID + "-" + spanID + "-01"))
	ctx := context.WithValue(context.Background(), traceKey{}, trace)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, other.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	client := http.Client{Transport: InTrace{}}
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	got := <-sent
	if want := "00-" + traceID + "-" + trace.SpanID + "-01"; got.Get("traceparent") != want {
		t.Errorf("got %q, want %q", got.Get("traceparent"), want)
	}
	if got.Get("tracestate") != "vendor=1" {
		t.Errorf("got %q", got.Get("tracestate"))
	}
}
