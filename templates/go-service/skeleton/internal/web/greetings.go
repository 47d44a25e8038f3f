package web

import (
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/prometheus/client_golang/prometheus"

	"service/internal/greeting"
)

const longestName = 100

// greetingRoutes adds GET /greetings/{name}, and counts how many people were greeted in
// which language.
func greetingRoutes(routes *http.ServeMux, registry prometheus.Registerer) {
	greetings := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "greetings_total",
		Help: "People greeted, by language.",
	}, []string{"language"})
	registry.MustRegister(greetings)
	routes.HandleFunc("GET /greetings/{name}", func(w http.ResponseWriter, r *http.Request) {
		name := r.PathValue("name")
		if strings.TrimSpace(name) == "" || utf8.RuneCountInString(name) > longestName {
			refuse(w, http.StatusBadRequest, "name must have 1 to 100 characters")
			return
		}
		tag := r.URL.Query().Get("language")
		if tag == "" {
			tag = string(greeting.English)
		}
		language, err := greeting.Parse(tag)
		if err != nil {
			refuse(w, http.StatusBadRequest, err.Error())
			return
		}
		greetings.WithLabelValues(string(language)).Inc()
		answer(w, http.StatusOK, map[string]string{"greeting": greeting.For(name, language)})
	})
}
