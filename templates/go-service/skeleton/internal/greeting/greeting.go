// Package greeting is what the service is about; it knows no HTTP.
package greeting

import (
	"fmt"
	"strings"
)

// Language is one that people are greeted in.
type Language string

// Languages that people are greeted in.
const (
	English Language = "en"
	Chinese Language = "zh"
)

// Parse finds a language by its tag.
func Parse(tag string) (Language, error) {
	switch language := Language(tag); language {
	case English, Chinese:
		return language, nil
	default:
		return "", fmt.Errorf("language must be en or zh, not %q", tag)
	}
}

// For is the greeting for somebody.
func For(name string, language Language) string {
	who := strings.TrimSpace(name)
	if language == Chinese {
		return "你好，" + who + "！"
	}
	return "Hello, " + who + "!"
}
