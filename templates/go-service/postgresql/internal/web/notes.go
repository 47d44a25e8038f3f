package web

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"service/internal/notes"
)

const (
	longestNote = 1000
	longestBody = 64 << 10
	mostNotes   = 100
	usualNotes  = 20
)

// NoteRoutes adds GET /notes and POST /notes. There are no notes as long as no database is
// bound; the service does the rest of its work without one.
func NoteRoutes(kept notes.Notes, log *slog.Logger) func(*http.ServeMux) {
	bound := func(handle http.HandlerFunc) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			if kept == nil {
				refuse(w, http.StatusServiceUnavailable, "No database is bound to this service: bind one in the portal")
				return
			}
			handle(w, r)
		}
	}
	fail := func(w http.ResponseWriter, r *http.Request, err error) {
		log.ErrorContext(r.Context(), "the request failed", "error", err.Error())
		refuse(w, http.StatusInternalServerError, "Internal error, see the log of the service")
	}
	return func(routes *http.ServeMux) {
		routes.HandleFunc("GET /notes", bound(func(w http.ResponseWriter, r *http.Request) {
			most, err := limitOf(r)
			if err != nil {
				refuse(w, http.StatusBadRequest, "limit must be a whole number from 1 to 100")
				return
			}
			latest, err := kept.Latest(r.Context(), most)
			if err != nil {
				fail(w, r, err)
				return
			}
			answer(w, http.StatusOK, map[string]any{"notes": latest})
		}))
		routes.HandleFunc("POST /notes", bound(func(w http.ResponseWriter, r *http.Request) {
			text, wrong := textOf(w, r)
			if wrong != "" {
				refuse(w, http.StatusBadRequest, wrong)
				return
			}
			note, err := kept.Add(r.Context(), text)
			if err != nil {
				fail(w, r, err)
				return
			}
			answer(w, http.StatusCreated, note)
		}))
	}
}

func limitOf(r *http.Request) (int, error) {
	text := r.URL.Query().Get("limit")
	if text == "" {
		return usualNotes, nil
	}
	most, err := strconv.Atoi(text)
	if err == nil && (most < 1 || most > mostNotes) {
		err = strconv.ErrRange
	}
	return most, err
}

// textOf reads the note of a request, or says what is wrong with it.
func textOf(w http.ResponseWriter, r *http.Request) (text, wrong string) {
	var written struct {
		Text string `json:"text"`
	}
	body := json.NewDecoder(http.MaxBytesReader(w, r.Body, longestBody))
	body.DisallowUnknownFields()
	if err := body.Decode(&written); err != nil {
		return "", "the body must be JSON with a text"
	}
	if strings.TrimSpace(written.Text) == "" || utf8.RuneCountInString(written.Text) > longestNote {
		return "", "text must have 1 to 1000 characters"
	}
	return written.Text, ""
}
