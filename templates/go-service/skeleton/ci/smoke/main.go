// Command smoke asks a service that was just deployed whether it is the new build and does
// its work: go run ./ci/smoke <base address> <version>
package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: smoke <base address> <version>")
		os.Exit(2)
	}
	base, version := os.Args[1], os.Args[2]
	wait := patience{limit: 90 * time.Second, now: time.Now, pause: func() { time.Sleep(time.Second) }}
	if err := smokeTest(asking(base), version, wait); err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", base, err)
		os.Exit(1)
	}
	fmt.Printf("%s runs %s and does its work\n", base, version)
}

func asking(base string) ask {
	client := http.Client{Timeout: 5 * time.Second}
	return func(path string) (int, string, error) {
		address, err := url.Parse(base + path)
		if err != nil {
			return 0, "", err
		}
		host := address.Host
		address.Host = dialed(address)
		request, err := http.NewRequest(http.MethodGet, address.String(), nil)
		if err != nil {
			return 0, "", err
		}
		request.Host = host
		response, err := client.Do(request)
		if err != nil {
			return 0, "", err
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		return response.StatusCode, string(body), err
	}
}

// dialed is where an address is asked: names below localhost are this machine (RFC 6761),
// which not every resolver knows.
func dialed(address *url.URL) string {
	if !strings.HasSuffix(address.Hostname(), ".localhost") {
		return address.Host
	}
	if port := address.Port(); port != "" {
		return net.JoinHostPort("127.0.0.1", port)
	}
	return "127.0.0.1"
}
