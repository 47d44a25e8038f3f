package main

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"
)

func health(version string) string {
	return fmt.Sprintf(`{"status":"ok","version":%q}`, version)
}

// trial is of a service that works but for one answer, which depends on how often was
// waited, and of a clock that goes on by a second with each pause.
func trial(path string, answer func(pauses int) (int, string)) error {
	pauses := 0
	working := map[string]string{
		"/healthz":              health("2"),
		"/readyz":               `{"status":"ready"}`,
		"/greetings/smoke-test": `{"greeting":"Hello, smoke-test!"}`,
	}
	asked := func(p string) (int, string, error) {
		if p == path {
			status, body := answer(pauses)
			return status, body, nil
		}
		return 200, working[p], nil
	}
	return smokeTest(asked, "2", patience{
		limit: 3 * time.Second,
		now:   func() time.Time { return time.Unix(int64(pauses), 0) },
		pause: func() { pauses++ },
	})
}

func TestSmokeTest(t *testing.T) {
	for _, each := range []struct {
		what, path string
		answer     func(int) (int, string)
		want       string
	}{
		{"a service that works", "", nil, ""},
		{"a new build that comes late", "/healthz", func(pauses int) (int, string) {
			if pauses < 2 {
				return 200, health("1")
			}
			return 200, health("2")
		}, ""},
		{"a build that never comes", "/healthz", func(int) (int, string) { return 200, health("1") },
			"should say version 2; seen: version 1"},
		{"work that fails", "/readyz", func(int) (int, string) { return 503, "stopping" },
			"/readyz should answer 200 with"},
	} {
		err := trial(each.path, each.answer)
		if each.want == "" && err != nil {
			t.Errorf("%s: %v", each.what, err)
		}
		if each.want != "" && (err == nil || !strings.Contains(err.Error(), each.want)) {
			t.Errorf("%s: got %v", each.what, err)
		}
	}
}

func TestNamesBelowLocalhostAreThisMachine(t *testing.T) {
	for address, want := range map[string]string{
		"http://orders-dev.localhost:8009/healthz":        "127.0.0.1:8009",
		"http://orders-dev.localhost/healthz":             "127.0.0.1",
		"http://orders-dev.apps.example.com:8080/healthz": "orders-dev.apps.example.com:8080",
		"https://orders-dev.apps.example.com/healthz":     "orders-dev.apps.example.com",
	} {
		parsed, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := dialed(parsed); got != want {
			t.Errorf("%s: got %s, want %s", address, got, want)
		}
	}
}
