// Package config reads what the environment says to the service.
package config

import (
	"fmt"
	"log/slog"
	"strconv"
	"time"
)

// Config is read once, at the start, so that a wrong value is seen at once.
type Config struct {
	// Host is the address to listen on.
	Host string
	Port int
	// Version is the build, shown by /healthz and in every line of the log.
	Version  string
	LogLevel slog.Level
	// Drain is how long requests are still taken after the order to stop.
	Drain time.Duration
}

var levels = map[string]slog.Level{
	"debug": slog.LevelDebug,
	"info":  slog.LevelInfo,
	"warn":  slog.LevelWarn,
	"error": slog.LevelError,
}

// Read reads the configuration; its error names the variable.
func Read(env func(string) string) (Config, error) {
	port, err := whole(env, "PORT", 8080, 65_535)
	if err != nil {
		return Config{}, err
	}
	drain, err := whole(env, "DRAIN_MS", 3000, 60_000)
	if err != nil {
		return Config{}, err
	}
	name := or(env("LOG_LEVEL"), "info")
	level, known := levels[name]
	if !known {
		return Config{}, fmt.Errorf("LOG_LEVEL must be one of debug, info, warn, error, not %q", name)
	}
	return Config{
		Host:     or(env("HOST"), "0.0.0.0"),
		Port:     port,
		Version:  or(env("APP_VERSION"), "dev"),
		LogLevel: level,
		Drain:    time.Duration(drain) * time.Millisecond,
	}, nil
}

func whole(env func(string) string, name string, otherwise, most int) (int, error) {
	text := env(name)
	if text == "" {
		return otherwise, nil
	}
	value, err := strconv.ParseUint(text, 10, 32)
	if err != nil || value > uint64(most) {
		return 0, fmt.Errorf("%s must be a whole number from 0 to %d, not %q", name, most, text)
	}
	return int(value), nil
}

func or(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}
