package database

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
)

func env(address string) func(string) string {
	return func(name string) string {
		if name == "DB_URI" {
			return address
		}
		return ""
	}
}

func TestThereIsNoneAsLongAsNoneIsBound(t *testing.T) {
	if bound, err := Open(env("")); bound != nil || err != nil {
		t.Errorf("got %v, %v", bound, err)
	}
}

func TestAnAddressOfAnotherFormIsRefusedWithoutItsPassword(t *testing.T) {
	for _, address := range []string{
		"app:s3cret@host",
		"mysql://app:s3cret@host/app",
		"postgresql://app:s3cret@host:port/app",
	} {
		_, err := Open(env(address))
		if err == nil || !strings.HasPrefix(err.Error(), "DB_URI must be") || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: got %v", address, err)
		}
	}
}

func TestItIsNotReadyBeforeItsTablesAre(t *testing.T) {
	bound, err := Open(env("postgresql://app:s3cret@127.0.0.1:1/app"))
	if err != nil {
		t.Fatal(err)
	}
	defer bound.Close()
	if bound.Ready(t.Context()) == nil {
		t.Error("it is ready")
	}
}

func TestItIsTriedUntilItSucceedsOrEnds(t *testing.T) {
	for _, each := range []struct {
		failures, endsAfter int
		done                bool
	}{{0, 9, true}, {2, 9, true}, {9, 3, false}, {0, 0, false}} {
		ctx, end := context.WithCancel(t.Context())
		seen := 0
		if each.endsAfter == 0 {
			end()
		}
		done := untilDone(ctx, 0, func() error {
			if seen == each.failures {
				return nil
			}
			seen++
			if seen == each.endsAfter {
				end()
			}
			return errors.New("not yet")
		})
		end()
		if done != each.done || seen != min(each.failures, each.endsAfter) {
			t.Errorf("%+v: got %t after %d failures", each, done, seen)
		}
	}
}

func TestWhatADatabaseHasNotSeenIsPending(t *testing.T) {
	all := []migration{{name: "001-a"}, {name: "002-b"}, {name: "003-c"}}
	for _, each := range []struct{ applied, pending []string }{
		{nil, []string{"001-a", "002-b", "003-c"}},
		{[]string{"003-c", "001-a"}, []string{"002-b"}},
		{[]string{"001-a", "002-b", "003-c", "004-of-a-newer-build"}, []string{}},
	} {
		if got := namesOf(pendingOf(all, each.applied)); !slices.Equal(got, each.pending) {
			t.Errorf("after %v: got %v, want %v", each.applied, got, each.pending)
		}
	}
}

func TestTheMigrationsHaveNamesThatAreInTheirOrderEachOnce(t *testing.T) {
	names := namesOf(migrations)
	if sorted := slices.Compact(slices.Sorted(slices.Values(names))); !slices.Equal(names, sorted) {
		t.Errorf("got %v, want %v", names, sorted)
	}
}

func namesOf(all []migration) []string {
	names := []string{}
	for _, each := range all {
		names = append(names, each.name)
	}
	return names
}
