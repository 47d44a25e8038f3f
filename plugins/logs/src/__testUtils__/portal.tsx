import { fetchApiRef, type FetchApi } from '@backstage/frontend-plugin-api';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import type {
  LogEvent,
  ServiceDeployments,
  TailRequest,
} from '@pilothouse/plugin-platform-common';
import { workloadLogsRoute } from '@pilothouse/plugin-platform-react';
import {
  LiveStreams,
  renderIn,
  type TestLanguage,
} from '@pilothouse/plugin-platform-react/testing';
import { act } from '@testing-library/react';
import { Route, Routes, useLocation } from 'react-router-dom';
import { LogsTab } from '../page/LogsTab';
import { WorkloadLogsPage } from '../page/WorkloadLogsPage';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'web',
    annotations: { 'backstage.io/kubernetes-id': 'web' },
  },
};

/** A portal in which the Logs tab of a service is open: a twin of its backend. */
export class Portal implements FetchApi {
  readonly streams = new LiveStreams();
  /** What tails were asked for, in order. */
  readonly asked: TailRequest[] = [];
  private tail?: ReadableStreamDefaultController<Uint8Array>;
  private refusal?: { status: number; name: string; message: string };

  fetch: FetchApi['fetch'] = async (input, init) => {
    const { pathname } = new URL(String(input));
    return pathname === '/api/platform/logs/tail'
      ? this.open(JSON.parse(String(init?.body)))
      : this.streams.fetch(input, init);
  };

  /** Shows what runs, now and later. */
  show(deployments: ServiceDeployments) {
    act(() => this.streams.show('deployments.service', deployments));
  }

  /** Refuses tails from now on, as the backend words its errors; or no longer. */
  refuse(refusal?: { status: number; name: string; message: string }) {
    this.refusal = refusal;
  }

  /** Tells the tail that is open. */
  say(...events: LogEvent[]) {
    events.forEach(event => this.send(JSON.stringify(event)));
  }

  /** Ends the tail, as a run that is over does. */
  end() {
    this.tail?.close();
  }

  /** Opens the page of the logs of a workload. */
  visitWorkload(language: TestLanguage, path: string) {
    renderIn(
      language,
      <Routes>
        <Route path={workloadLogsRoute} element={<WorkloadLogsPage />} />
      </Routes>,
      { apis: [[fetchApiRef, this]], initialRouteEntries: [path] },
    );
  }

  /** Opens the tab at that query of its address. */
  visit(language: TestLanguage, query = '') {
    renderIn(
      language,
      <EntityProvider entity={entity}>
        <LogsTab />
        <Address />
      </EntityProvider>,
      { apis: [[fetchApiRef, this]], initialRouteEntries: [`/${query}`] },
    );
  }

  private open(request: TailRequest): Response {
    this.asked.push(request);
    if (this.refusal) {
      const { status, name, message } = this.refusal;
      return Response.json(
        { error: { name, message }, response: { statusCode: status } },
        { status },
      );
    }
    const body = new ReadableStream<Uint8Array>({
      start: controller => {
        this.tail = controller;
      },
    });
    return new Response(body, {
      headers: { 'content-type': 'text/event-stream' },
    });
  }

  private send(data: string) {
    this.tail?.enqueue(
      new TextEncoder().encode(`event: message\ndata: ${data}\n\n`),
    );
  }
}

function Address() {
  return <output data-testid="address">{useLocation().search}</output>;
}
