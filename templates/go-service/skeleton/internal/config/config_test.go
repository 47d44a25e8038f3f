package config

import (
	"log/slog"
	"strings"
	"testing"
	"time"
)

func from(variables map[string]string) func(string) string {
	return func(name string) string { return variables[name] }
}

func TestDefaults(t *testing.T) {
	got, err := Read(from(nil))
	want := Config{Host: "0.0.0.0", Port: 8080, Version: "dev", LogLevel: slog.LevelInfo, Drain: 3 * time.Second}
	if err != nil || got != want {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
}

func TestWhatTheEnvironmentSays(t *testing.T) {
	got, err := Read(from(map[string]string{
		"HOST": "127.0.0.1", "PORT": "81", "APP_VERSION": "2", "LOG_LEVEL": "debug", "DRAIN_MS": "0",
	}))
	want := Config{Host: "127.0.0.1", Port: 81, Version: "2", LogLevel: slog.LevelDebug}
	if err != nil || got != want {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
}

func TestWrongValuesAreNamed(t *testing.T) {
	for _, wrong := range [][2]string{
		{"PORT", "http"}, {"PORT", "-1"}, {"PORT", "65536"}, {"LOG_LEVEL", "loud"}, {"DRAIN_MS", "1.5"},
	} {
		_, err := Read(from(map[string]string{wrong[0]: wrong[1]}))
		if err == nil || !strings.HasPrefix(err.Error(), wrong[0]) || !strings.Contains(err.Error(), wrong[1]) {
			t.Errorf("%s=%s: got %v", wrong[0], wrong[1], err)
		}
	}
}
