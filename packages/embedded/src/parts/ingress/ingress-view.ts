import { follow, type FollowState } from '../../kube/followed.ts';
import { isKubeError, type KubeRest } from '../../kube/rest.ts';
import { ingressKey, isOurs, type IngressObject } from './ingress-rules.ts';
import { writeStatus, type IngressAddress } from './status.ts';
import { buildTable, type Problem, type RoutingTable } from './table.ts';

/** The Ingresses of the cluster, as a routing table. */
export interface IngressView {
  /** Undefined until all Ingresses have been listed. */
  table(): RoutingTable | undefined;
  state(): FollowState;
  /** Writes the address wherever it is missing still. */
  tellAddresses(): void;
}

export interface IngressViewOptions {
  readonly signal: AbortSignal;
  readonly address: IngressAddress;
  onFailure(what: string, message: string): void;
  /** Something in an Ingress has no effect; told once, again when it has changed. */
  onProblem(problem: Problem): void;
}

/** Starts following Ingresses, and writes into the status of each where it answers. */
export function followIngresses(
  rest: KubeRest,
  { signal, address, onFailure, onProblem }: IngressViewOptions,
): IngressView {
  const objects = new Map<string, IngressObject>();
  const told = new Set<string>();
  let table: RoutingTable | undefined;
  let stale = false;
  const state = follow<IngressObject>(
    rest,
    '/apis/networking.k8s.io/v1/ingresses',
    {
      signal,
      onChange({ kind, object }) {
        if (!stale) setImmediate(current);
        stale = true;
        if (kind === 'removed') {
          objects.delete(ingressKey(object));
          return;
        }
        objects.set(ingressKey(object), object);
        void tellAddress(object);
      },
      onSynced: () => void current(),
      onFailure: message => onFailure('ingresses', message),
    },
  );

  async function tellAddress(object: IngressObject): Promise<void> {
    if (!isOurs(object)) return;
    try {
      await writeStatus(rest, object, address, signal);
    } catch (error) {
      if (signal.aborted || isKubeError(error, 409) || isKubeError(error, 404))
        return;
      onFailure(`status of ingress ${ingressKey(object)}`, String(error));
    }
  }

  function current(): RoutingTable | undefined {
    if (!state().synced) return undefined;
    if (!table || stale) {
      stale = false;
      table = buildTable([...objects.values()]);
      report(table.problems);
    }
    return table;
  }

  function report(problems: readonly Problem[]): void {
    const now = new Set(
      problems.map(({ ingress, message }) => `${ingress} ${message}`),
    );
    for (const known of told) if (!now.has(known)) told.delete(known);
    for (const problem of problems) {
      const text = `${problem.ingress} ${problem.message}`;
      if (!told.has(text)) onProblem(problem);
      told.add(text);
    }
  }

  const tellAddresses = () =>
    objects.forEach(object => void tellAddress(object));

  return { table: current, state, tellAddresses };
}
