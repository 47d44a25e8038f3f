import { fetchApiRef, type FetchApi } from '@backstage/frontend-plugin-api';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import type {
  Abilities,
  ChangeOrder,
  ChangePreview,
  ChangeRequest,
  LogEvent,
  ServiceDeployments,
} from '@pilothouse/plugin-platform-common';
import { workloadRoute } from '@pilothouse/plugin-platform-react';
import {
  LiveStreams,
  renderIn,
  type TestLanguage,
} from '@pilothouse/plugin-platform-react/testing';
import { act } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { DeploymentsTab } from '../tab/DeploymentsTab';
import { WorkloadPage } from '../workload/WorkloadPage';
import { mayAll } from './fixtures';

/** A refusal as the backend words it. */
export class Refused {
  constructor(
    readonly status: number,
    readonly errorName: string,
    readonly message: string,
  ) {}
}

const nothing: ChangePreview = {
  precondition: { uid: 'u1', resourceVersion: '7' },
  diffs: [],
  conflicts: [],
  notes: [],
};

/** A preview with what differs. */
export function previewOf(more: Partial<ChangePreview> = {}): ChangePreview {
  return { ...nothing, ...more };
}

/** A portal in which the tab of a service is open: a twin of its backend. */
export class Portal implements FetchApi {
  readonly streams = new LiveStreams();
  readonly previewed: ChangeRequest[] = [];
  readonly applied: ChangeOrder[] = [];
  abilities: Abilities | Refused = mayAll;
  preview: ChangePreview | Refused = nothing;
  result: { resourceVersion?: string } | Refused = {};
  /** What the run before the last restart wrote. */
  lastLines: readonly string[] | Refused = [];

  fetch: FetchApi['fetch'] = async (input, init) => {
    const path = new URL(String(input)).pathname;
    switch (path) {
      case '/api/platform/deployments/abilities':
        return answer(this.abilities);
      case '/api/platform/deployments/preview':
        this.previewed.push(JSON.parse(String(init?.body)));
        return answer(this.preview);
      case '/api/platform/deployments/apply':
        this.applied.push(JSON.parse(String(init?.body)));
        return answer(this.result);
      case '/api/platform/logs/tail':
        return this.lastLines instanceof Refused
          ? answer(this.lastLines)
          : logOf(this.lastLines);
      default:
        return this.streams.fetch(input, init);
    }
  };

  /** Shows what runs, now and later. */
  show(deployments: ServiceDeployments) {
    act(() => this.streams.show('deployments.service', deployments));
  }

  /** Opens the tab at that query of its address. */
  open(language: TestLanguage, query = '') {
    const entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'payments',
        annotations: { 'backstage.io/kubernetes-id': 'payments' },
      },
    };
    renderIn(
      language,
      <EntityProvider entity={entity}>
        <DeploymentsTab />
      </EntityProvider>,
      { apis: [[fetchApiRef, this]], initialRouteEntries: [`/${query}`] },
    );
  }

  /** Opens the page of a workload. */
  openWorkload(language: TestLanguage, path: string) {
    renderIn(
      language,
      <Routes>
        <Route path={workloadRoute} element={<WorkloadPage />} />
      </Routes>,
      { apis: [[fetchApiRef, this]], initialRouteEntries: [path] },
    );
  }
}

function logOf(texts: readonly string[]): Response {
  const events: LogEvent[] = [
    { kind: 'lines', lines: texts.map(text => [0, '', text]) },
    { kind: 'live' },
  ];
  const told = events.map(
    event => `event: message\ndata: ${JSON.stringify(event)}\n\n`,
  );
  return new Response(told.join(''), {
    headers: { 'content-type': 'text/event-stream' },
  });
}

function answer(what: object | Refused): Response {
  return what instanceof Refused
    ? Response.json(
        {
          error: { name: what.errorName, message: what.message },
          response: { statusCode: what.status },
        },
        { status: what.status },
      )
    : Response.json(what);
}
