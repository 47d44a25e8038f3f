package web

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"net/http"
	"regexp"
	"strings"
)

// Trace is one step of a request on its way through the services (W3C Trace Context).
type Trace struct {
	// TraceID is the same for the whole way: 32 hexadecimal digits.
	TraceID string
	// SpanID is of this step: 16 hexadecimal digits.
	SpanID string
	Flags  string
	// State is what tracing systems say to each other, passed on as it came.
	State string
}

type traceKey struct{}

var traceparent = regexp.MustCompile(`^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-|$)`)

// ContinueTrace goes on with the trace that a request brings, or begins one.
func ContinueTrace(header http.Header) Trace {
	found := traceparent.FindStringSubmatch(header.Get("traceparent"))
	if found == nil || found[1] == "ff" || zeros(found[2]) || zeros(found[3]) {
		return Trace{TraceID: random(16), SpanID: random(8), Flags: "01"}
	}
	state := strings.Join(header.Values("tracestate"), ",")
	return Trace{TraceID: found[2], SpanID: random(8), Flags: found[4], State: state}
}

// TraceOf is the trace of the request that a context belongs to.
func TraceOf(ctx context.Context) (Trace, bool) {
	trace, known := ctx.Value(traceKey{}).(Trace)
	return trace, known
}

// InTrace passes the trace of a request's context on to the service that it is sent to:
// http.Client{Transport: InTrace{}, Timeout: 10 * time.Second}.
type InTrace struct {
	// Base sends the requests, http.DefaultTransport by default.
	Base http.RoundTripper
}

// RoundTrip sends a request with its trace.
func (t InTrace) RoundTrip(request *http.Request) (*http.Response, error) {
	if trace, known := TraceOf(request.Context()); known {
		request = request.Clone(request.Context())
		request.Header.Set("traceparent", "00-"+trace.TraceID+"-"+trace.SpanID+"-"+trace.Flags)
		if trace.State != "" {
			request.Header.Set("tracestate", trace.State)
		}
	}
	base := t.Base
	if base == nil {
		base = http.DefaultTransport
	}
	return base.RoundTrip(request)
}

func zeros(digits string) bool {
	return strings.Trim(digits, "0") == ""
}

func random(bytes int) string {
	value := make([]byte, bytes)
	_, _ = rand.Read(value) // It never fails; see its documentation.
	return hex.EncodeToString(value)
}
