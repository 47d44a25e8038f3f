package web

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"service/internal/notes"
)

// inMemory keeps notes as long as the test lasts.
type inMemory struct{ all []notes.Note }

func (m *inMemory) Add(_ context.Context, text string) (notes.Note, error) {
	note := notes.Note{ID: len(m.all) + 1, Text: text, At: time.Unix(0, 0).UTC()}
	m.all = append([]notes.Note{note}, m.all...)
	return note, nil
}

func (m *inMemory) Latest(_ context.Context, most int) ([]notes.Note, error) {
	return m.all[:min(most, len(m.all))], nil
}

// broken fails with something that callers must not read.
type broken struct{}

func (broken) Add(context.Context, string) (notes.Note, error) {
	return notes.Note{}, errors.New("password of app")
}

func (broken) Latest(context.Context, int) ([]notes.Note, error) {
	return nil, errors.New("password of app")
}

func withNotes(kept notes.Notes) *Service {
	return NewService("2", silent(), nil, NoteRoutes(kept, silent()))
}

func post(handler http.Handler, body string) *httptest.ResponseRecorder {
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, httptest.NewRequest(http.MethodPost, "/notes", strings.NewReader(body)))
	return recorder
}

func TestItKeepsWhatIsWrittenAndGivesBackTheNewestFirst(t *testing.T) {
	service := withNotes(&inMemory{})
	for _, text := range []string{"one", "two", "three"} {
		if got := post(service, `{"text":"`+text+`"}`); got.Code != http.StatusCreated {
			t.Fatalf("got %d %s", got.Code, got.Body)
		}
	}
	want := `{"notes":[{"id":3,"text":"three","at":"1970-01-01T00:00:00Z"},{"id":2,"text":"two","at":"1970-01-01T00:00:00Z"}]}`
	if got := get(service, "/notes?limit=2"); strings.TrimSpace(got.Body.String()) != want {
		t.Errorf("got %s, want %s", got.Body, want)
	}
}

func TestItRefusesWhatIsNoNote(t *testing.T) {
	service := withNotes(&inMemory{})
	for _, body := range []string{``, `{}`, `{"text":" "}`, `{"text":"` + strings.Repeat("x", 1001) + `"}`, `{"text":"a","b":1}`} {
		if got := post(service, body); got.Code != http.StatusBadRequest {
			t.Errorf("%.20s: got %d", body, got.Code)
		}
	}
	for _, limit := range []string{"0", "101", "x"} {
		if got := get(service, "/notes?limit="+limit); got.Code != http.StatusBadRequest {
			t.Errorf("limit %s: got %d", limit, got.Code)
		}
	}
}

func TestItSaysThatNoDatabaseIsBoundAndIsReadyWithoutOne(t *testing.T) {
	service := withNotes(nil)
	for _, got := range []*httptest.ResponseRecorder{get(service, "/notes"), post(service, `{"text":"one"}`)} {
		if got.Code != http.StatusServiceUnavailable || !strings.Contains(got.Body.String(), "No database is bound") {
			t.Errorf("got %d %s", got.Code, got.Body)
		}
	}
	if got := get(service, "/readyz"); got.Code != http.StatusOK {
		t.Errorf("it is not ready: %d", got.Code)
	}
}

func TestItDoesNotTellCallersWhatWentWrongWithTheDatabase(t *testing.T) {
	service := withNotes(broken{})
	for _, got := range []*httptest.ResponseRecorder{get(service, "/notes"), post(service, `{"text":"one"}`)} {
		if got.Code != http.StatusInternalServerError || strings.Contains(got.Body.String(), "password") {
			t.Errorf("got %d %s", got.Code, got.Body)
		}
	}
}
