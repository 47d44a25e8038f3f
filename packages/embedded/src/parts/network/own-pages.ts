import type { FollowState } from '../../kube/followed.ts';
import { answerText } from './forward.ts';
import type { ListenerState } from './cluster-ips.ts';
import type { OwnPages } from './service-proxy.ts';

/** What the network process tells about itself. */
export interface SelfReport {
  follows(): Readonly<Record<string, FollowState | undefined>>;
  listeners(): readonly ListenerState[];
  problems(): readonly { readonly ingress: string; readonly message: string }[];
  /** Prometheus text. */
  metrics(): string;
}

/** One line of the process's readiness. */
export interface Readiness {
  readonly ready: boolean;
  readonly lines: readonly string[];
}

/** Ready when every collection was listed once; each line says how one of them stands. */
export function readinessOf(
  follows: Readonly<Record<string, FollowState | undefined>>,
): Readiness {
  const states = Object.entries(follows);
  return {
    ready: states.every(([, state]) => state?.synced),
    lines: states.map(([name, state]) => {
      const known = state?.synced
        ? `followed, last heard ${new Date(state.syncedAt).toISOString()}`
        : 'not listed yet';
      return `${name}: ${known}${state?.problem ? ` (${state.problem})` : ''}`;
    }),
  };
}

/**
 * The pages of the service proxy itself: `/healthz`, `/readyz`, `/listeners` (which
 * addresses of Services are answered), `/ingress-problems` and `/metrics`.
 */
export function ownPages(report: SelfReport): OwnPages {
  return (path, response) => {
    const json = (value: unknown) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(`${JSON.stringify(value, undefined, 2)}\n`);
    };
    switch (path.replace(/\?.*$/, '')) {
      case '/healthz':
        return void answerText(response, 200, 'ok');
      case '/readyz': {
        const { ready, lines } = readinessOf(report.follows());
        return void answerText(response, ready ? 200 : 503, lines.join('\n'));
      }
      case '/listeners':
        return json(report.listeners());
      case '/ingress-problems':
        return json(report.problems());
      case '/metrics':
        return void answerText(response, 200, report.metrics());
      default:
        return void answerText(
          response,
          404,
          'This is a proxy: name it in HTTP_PROXY. Its own pages: /healthz /readyz /listeners /ingress-problems /metrics',
        );
    }
  };
}
