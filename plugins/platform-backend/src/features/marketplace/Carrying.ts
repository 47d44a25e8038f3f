import { NotFoundError } from '@backstage/errors';
import {
  valuesSchema,
  type InstanceRef,
  type Order,
  type OrderRequest,
} from '@pilothouse/plugin-platform-common';
import {
  customKindName,
  laidOver,
  type CustomObject,
  type MiddlewareCarrier,
  type MiddlewareComposition,
  type MiddlewareHistory,
  type MiddlewareKind,
  type MiddlewareOrder,
  type MiddlewareParts,
  type PersonalHands,
} from '@pilothouse/plugin-platform-node';
import type { Viewer } from '../../kube/access';
import type { KubeService } from '../../kube/KubeService';
import { handsOf } from '../../kube/personal';
import { changedSince, isStill, preconditionOf } from '../../kube/write';
import type { Trial } from './InstanceWriter';
import { assertNothingMasked } from './shown';
import { changeOf, wantedSpec } from './spec';

type Ref = Pick<OrderRequest, 'cluster' | 'namespace' | 'name'>;

/** How instances were, and the way back, in the hands of one person. */
export type PersonalHistory = {
  readonly [M in keyof MiddlewareHistory]: (
    what: Parameters<MiddlewareHistory[M]>[0],
  ) => ReturnType<MiddlewareHistory[M]>;
};

/** Has orders of kinds that no API serves carried out, as people. */
export class Carrying {
  readonly #carriers: ReadonlyMap<string, MiddlewareCarrier>;

  constructor(
    private readonly kube: Pick<KubeService, 'request' | 'stream'>,
    compositions: readonly MiddlewareComposition[],
  ) {
    this.#carriers = new Map(
      compositions.map(({ kind, carrier }) => [customKindName(kind), carrier]),
    );
  }

  /** Tries an order, as an API server does by a dry run. */
  async try(
    viewer: Viewer,
    request: OrderRequest,
    kind: MiddlewareKind,
  ): Promise<Trial> {
    const carrier = this.#carrierOf(kind);
    const hands = this.#hands(viewer, request);
    const order = await this.#ordered(request, carrier, hands);
    const { before, basis, objects, demand } = await carrier.rehearse(
      order,
      hands,
    );
    const after = { ...before, spec: order.spec };
    return {
      ...(before && { before }),
      after,
      spec: order.spec,
      conflicts: [],
      several: { basis, objects, demand },
    };
  }

  /** Carries out an order that was looked at. */
  async make(
    viewer: Viewer,
    request: Order,
    kind: MiddlewareKind,
  ): Promise<void> {
    const carrier = this.#carrierOf(kind);
    const hands = this.#hands(viewer, request);
    if (request.changes && !request.precondition) {
      throw changedSince(request.cluster);
    }
    const order = await this.#ordered(request, carrier, hands);
    await carrier.carryOut(order, hands);
  }

  /** An instance with what is wanted of it. */
  read(viewer: Viewer, ref: Ref, kind: MiddlewareKind): Promise<CustomObject> {
    return this.#carrierOf(kind).read(ref, this.#hands(viewer, ref));
  }

  /** What becomes of all that an instance consists of when it is deleted. */
  consistsOf(
    viewer: Viewer,
    ref: Ref,
    kind: MiddlewareKind,
  ): Promise<MiddlewareParts> {
    return this.#carrierOf(kind).consistsOf(ref, this.#hands(viewer, ref));
  }

  /** Who keeps how instances were, as somebody has it; undefined where nobody does. */
  history(
    viewer: Viewer,
    { cluster }: Pick<Ref, 'cluster'>,
    kind: MiddlewareKind,
  ): PersonalHistory | undefined {
    const { history } = this.#carrierOf(kind);
    const hands = this.#hands(viewer, { cluster });
    return (
      history && {
        revisions: ref => history.revisions(ref, hands),
        rehearse: to => history.rehearse(to, hands),
        goBack: to => history.goBack(to, hands),
      }
    );
  }

  /**
   * Takes over an instance that was made by hand.
   *
   * @throws NotFoundError where there are none
   */
  async adopt(
    viewer: Viewer,
    ref: InstanceRef,
    kind: MiddlewareKind,
  ): Promise<void> {
    const carrier = this.#carrierOf(kind);
    if (!carrier.adopt) {
      throw new NotFoundError(`${ref.name} is looked after here already`);
    }
    await carrier.adopt(ref, this.#hands(viewer, ref));
  }

  /** Deletes an instance. */
  remove(
    viewer: Viewer,
    what: Parameters<MiddlewareCarrier['remove']>[0],
    kind: MiddlewareKind,
  ): Promise<void> {
    const hands = this.#hands(viewer, what.ref);
    return this.#carrierOf(kind).remove(what, hands);
  }

  /** What is wanted in the end: of a change, all that is not otherwise is as it was. */
  async #ordered(
    request: Order,
    carrier: MiddlewareCarrier,
    hands: PersonalHands,
  ): Promise<MiddlewareOrder> {
    const { values, extra, changes, precondition } = request;
    if (!changes) {
      const spec = wantedSpec(values, extra);
      assertNothingMasked(spec);
      return { ...request, spec };
    }
    const before = await carrier.read(request, hands);
    if (precondition && !isStill(before, precondition)) {
      throw changedSince(request.cluster);
    }
    const now = valuesSchema.safeParse(before.spec).data ?? {};
    const change = changeOf(values, extra, now);
    assertNothingMasked(change);
    return {
      ...request,
      precondition: precondition ?? preconditionOf(before),
      spec: laidOver(now, change),
    };
  }

  #hands(viewer: Viewer, { cluster }: Pick<Ref, 'cluster'>): PersonalHands {
    return handsOf(this.kube, cluster, viewer);
  }

  /** What a provider has brought may be gone with it, when its deletion is due. */
  #carrierOf(kind: MiddlewareKind): MiddlewareCarrier {
    const carrier = this.#carriers.get(customKindName(kind));
    if (carrier) return carrier;
    throw new NotFoundError(
      `Nobody here carries out orders of ${customKindName(
        kind,
      )} any more; ask the platform engineers whether its provider was removed`,
    );
  }
}
