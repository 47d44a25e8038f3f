package web

import (
	"context"
	"io"
	"log/slog"
	"strings"
)

// traced adds the trace of the request that a record belongs to.
type traced struct {
	slog.Handler
}

// NewLogger makes a log of one JSON object a line, with the names that log stores know.
func NewLogger(out io.Writer, level slog.Level, version string) *slog.Logger {
	handler := slog.NewJSONHandler(out, &slog.HandlerOptions{
		Level: level,
		ReplaceAttr: func(groups []string, attribute slog.Attr) slog.Attr {
			if len(groups) > 0 {
				return attribute
			}
			switch attribute.Key {
			case slog.MessageKey:
				attribute.Key = "message"
			case slog.LevelKey:
				attribute.Value = slog.StringValue(strings.ToLower(attribute.Value.String()))
			}
			return attribute
		},
	})
	return slog.New(traced{handler.WithAttrs([]slog.Attr{slog.String("version", version)})})
}

func (h traced) Handle(ctx context.Context, record slog.Record) error {
	if trace, known := TraceOf(ctx); known {
		record = record.Clone()
		record.AddAttrs(slog.String("trace_id", trace.TraceID), slog.String("span_id", trace.SpanID))
	}
	return h.Handler.Handle(ctx, record)
}

func (h traced) WithAttrs(attributes []slog.Attr) slog.Handler {
	return traced{h.Handler.WithAttrs(attributes)}
}

func (h traced) WithGroup(name string) slog.Handler {
	return traced{h.Handler.WithGroup(name)}
}
