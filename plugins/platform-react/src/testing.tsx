/**
 * What tests of pages share.
 *
 * @packageDocumentation
 */
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { PlatformHealth } from '@pilothouse/plugin-platform-common';
import type { ComponentProps, ReactElement } from 'react';
import { languages, type Language } from './language/languages';
import { LiveStreams } from './testing/streams';

export { withLayout } from './testing/layout';
export { faultsOf, messagesOf } from './testing/translations';
export { LiveStreams };

type TestAppOptions = NonNullable<Parameters<typeof renderInTestApp>[1]>;

/** A language that pages are tested in. */
export type TestLanguage = Language;

/** Renders in a real app that speaks that language. */
export function renderIn(
  language: TestLanguage,
  element: ReactElement<ComponentProps<'div'>>,
  options: Pick<
    TestAppOptions,
    'apis' | 'features' | 'initialRouteEntries' | 'mountedRoutes'
  > & {
    config?: Record<string, object>;
  } = {},
) {
  // The language that an earlier test left behind would win.
  window.localStorage.setItem('language', language);
  return renderInTestApp(element, {
    ...options,
    config: {
      backend: { baseUrl: 'http://localhost:7007' },
      ...options.config,
      app: {
        baseUrl: 'http://localhost:3000',
        extensions: [
          {
            'api:app/app-language': {
              config: {
                availableLanguages: [...languages],
                defaultLanguage: language,
              },
            },
          },
        ],
      },
    },
  });
}

/** A platform of one source with these parts. */
export function healthOf(
  ...parts: PlatformHealth['sources'][number]['parts']
): PlatformHealth {
  return {
    sources: [
      {
        name: 'embedded',
        title: 'Embedded platform',
        knowledge: { kind: 'current', observedAt: '2031-04-01T08:00:00.000Z' },
        parts,
      },
    ],
  };
}
