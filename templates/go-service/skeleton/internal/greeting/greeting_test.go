package greeting

import "testing"

func TestFor(t *testing.T) {
	for _, each := range []struct {
		name     string
		language Language
		want     string
	}{
		{"Ada", English, "Hello, Ada!"},
		{"  Ada ", English, "Hello, Ada!"},
		{"小明", Chinese, "你好，小明！"},
	} {
		if got := For(each.name, each.language); got != each.want {
			t.Errorf("For(%q, %s) = %q, want %q", each.name, each.language, got, each.want)
		}
	}
}

func TestParse(t *testing.T) {
	if got, err := Parse("zh"); got != Chinese || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	if _, err := Parse("fr"); err == nil {
		t.Error("fr is no language of the service")
	}
}
