import {
  fetchApiRef,
  identityApiRef,
  type IdentityApi,
} from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import {
  LiveStreams,
  renderIn,
  type TestLanguage,
} from '@pilothouse/plugin-platform-react/testing';
import type { ReactElement } from 'react';
import { useLocation } from 'react-router-dom';

function Address() {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{`${pathname}${search}`}</output>;
}

/** A page as a developer of the shop meets it, and the portal that it asks. */
export function open(
  language: TestLanguage,
  page: ReactElement,
  address: string = '/services',
  identity: IdentityApi = developer(),
) {
  const streams = new LiveStreams();
  renderIn(
    language,
    <div>
      {page}
      <Address />
    </div>,
    {
      apis: [
        [fetchApiRef, streams],
        [identityApiRef, identity],
      ],
      initialRouteEntries: [address],
    },
  );
  return streams;
}

/** A developer of the shop. */
export function developer(): IdentityApi {
  return mockApis.identity({
    userEntityRef: 'user:default/lin.wei',
    ownershipEntityRefs: ['user:default/lin.wei', 'group:default/shop'],
  });
}

const { matchMedia } = window;
afterEach(() => {
  Object.assign(window, { matchMedia });
});

/**
 * Gives every element that size, as there is no layout in tests; undone by
 * `jest.restoreAllMocks`, and for the width of the window after each test.
 */
export function layOut(width: number, height: number) {
  const { prototype } = Element;
  jest.spyOn(prototype, 'clientHeight', 'get').mockReturnValue(height);
  jest.spyOn(prototype, 'clientWidth', 'get').mockReturnValue(width);
  jest
    .spyOn(HTMLElement.prototype, 'offsetHeight', 'get')
    .mockReturnValue(height);
  jest.spyOn(window, 'scrollTo').mockImplementation();
  window.matchMedia = query => ({
    matches: Number(/max-width:\s*([\d.]+)px/.exec(query)?.[1] ?? 0) >= width,
    media: query,
    onchange: null,
    addListener: () => {},
    removeListener: () => {},
    addEventListener: () => {},
    removeEventListener: () => {},
    dispatchEvent: () => false,
  });
}
