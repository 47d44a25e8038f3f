import { fetchApiRef, type FetchApi } from '@backstage/frontend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import type {
  DeployRight,
  LogPiece,
  LogRequest,
  PipelineAbilities,
  ServiceRun,
  ServiceRuns,
  TeamRuns,
} from '@pilothouse/plugin-platform-common';
import {
  LiveStreams,
  renderIn,
  type TestLanguage,
} from '@pilothouse/plugin-platform-react/testing';
import { act } from '@testing-library/react';
import type { ReactElement } from 'react';
import { useLocation } from 'react-router-dom';

/** A refusal as the backend words it. */
export class Refused {
  constructor(
    readonly status: number,
    readonly errorName: string,
    readonly message: string,
  ) {}
}

const yes = { allowed: true } as const;

/** A person who may do everything. */
export const mayAll: PipelineAbilities = {
  runAgain: yes,
  abort: yes,
  answerInput: yes,
};

const no = { allowed: false, because: { kind: 'not-permitted' } } as const;

/** A person who may only look. */
export const mayLook: PipelineAbilities = {
  runAgain: no,
  abort: no,
  answerInput: no,
};

const web: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'web', namespace: 'default' },
  spec: { type: 'service' },
};

/** A portal in which a page of pipelines is open: a twin of its backend. */
export class Portal implements FetchApi {
  readonly streams = new LiveStreams();
  /** What was ordered, in order: the last part of the address, and what was sent. */
  readonly orders: [string, unknown][] = [];
  abilities: PipelineAbilities | Refused = mayAll;
  result: object | Refused = {};
  rights: readonly DeployRight[] = [];
  /** The whole log of a run, or why it cannot be had. */
  log: string | Refused = '';
  logGoesOn = false;

  fetch: FetchApi['fetch'] = async (input, init) => {
    const path = new URL(String(input)).pathname;
    const body = () => JSON.parse(String(init?.body));
    switch (path) {
      case '/api/platform/pipelines/abilities':
        return answer(this.abilities);
      case '/api/platform/pipelines/deploy-rights':
        return answer({ rights: this.rights });
      case '/api/platform/pipelines/log':
        return answer(
          this.log instanceof Refused ? this.log : this.piece(body()),
        );
      case '/api/platform/pipelines/run-again':
      case '/api/platform/pipelines/abort':
      case '/api/platform/pipelines/answer-input':
        this.orders.push([path.slice(path.lastIndexOf('/') + 1), body()]);
        return answer(this.result);
      default:
        return this.streams.fetch(input, init);
    }
  };

  showRuns(runs: ServiceRuns) {
    act(() => this.streams.show('pipelines.service', runs));
  }

  showRun(run: ServiceRun) {
    act(() => this.streams.show('pipelines.run', run));
  }

  showTeam(runs: TeamRuns) {
    act(() => this.streams.show('pipelines.team', runs));
  }

  /** Opens a page of an entity at that query of its address. */
  open(
    language: TestLanguage,
    page: ReactElement,
    query = '',
    entity: Entity = web,
  ) {
    renderIn(
      language,
      <EntityProvider entity={entity}>
        {page}
        <Address />
      </EntityProvider>,
      { apis: [[fetchApiRef, this]], initialRouteEntries: [`/${query}`] },
    );
  }

  /** Letters of test logs are of one byte each. */
  private piece({
    start,
    tailBytes = Infinity,
    maxBytes,
  }: LogRequest): LogPiece {
    const log = String(this.log);
    const from = start ?? Math.max(0, log.length - tailBytes);
    const to = Math.min(log.length, from + (maxBytes ?? Infinity));
    const later = this.logGoesOn ? 'later' : 'no';
    const more = to < log.length ? 'now' : later;
    return { from, to, text: log.slice(from, to), more };
  }
}

function Address() {
  return <output data-testid="address">{useLocation().search}</output>;
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
