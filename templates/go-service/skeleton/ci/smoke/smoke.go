package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// ask gets the status and the body of the answer to a path.
type ask func(path string) (int, string, error)

// patience says how long to wait for a new build, and by which clock.
type patience struct {
	limit time.Duration
	now   func() time.Time
	pause func()
}

// work is what a healthy service answers; add one for what must not break.
var work = []struct{ path, expected string }{
	{"/readyz", `"status":"ready"`},
	{"/greetings/smoke-test", `"greeting":`},
}

// smokeTest waits until the expected build answers, then tries each piece of its work once.
// Its error says what was asked, expected and answered.
func smokeTest(ask ask, version string, wait patience) error {
	if err := awaitVersion(ask, version, wait); err != nil {
		return err
	}
	for _, each := range work {
		status, body, err := ask(each.path)
		if err != nil {
			return err
		}
		if status != http.StatusOK || !strings.Contains(body, each.expected) {
			return fmt.Errorf("%s should answer 200 with %s, and answered %d: %s", each.path, each.expected, status, body)
		}
	}
	return nil
}

func awaitVersion(ask ask, version string, wait patience) error {
	end := wait.now().Add(wait.limit)
	for {
		seen := versionSeen(ask)
		if seen == "version "+version {
			return nil
		}
		if !wait.now().Before(end) {
			return fmt.Errorf("/healthz should say version %s; seen: %s", version, seen)
		}
		wait.pause()
	}
}

func versionSeen(ask ask) string {
	status, body, err := ask("/healthz")
	if err != nil {
		return err.Error()
	}
	if status != http.StatusOK {
		return fmt.Sprintf("status %d", status)
	}
	var health struct{ Version string }
	if err := json.Unmarshal([]byte(body), &health); err != nil {
		return err.Error()
	}
	return "version " + health.Version
}
