import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type {
  BindingErrand,
  ErrandOutcome,
  ErrandRef,
} from '@pilothouse/plugin-platform-common';
import type { ClusterAccess, Scope } from '../../../kube/access';
import { preconditionOf } from '../../../kube/write';
import type { Asker, Rights } from '../../../rights';
import { asNow } from '../as-now';
import { audited } from '../audited';
import { looking } from '../looking';
import type { Needs } from '../Needs';
import { rightToBind } from '../rights';
import type { MarketplaceContext } from '../view';
import { auditOf } from './audit';
import type { BindingErrands, KeptErrand } from './BindingErrands';
import type { BindingWriter } from './BindingWriter';
import { fitting } from './fits';
import { previewOf } from './preview';

/** What {@link Errands} needs of its surroundings. */
export interface ErrandsOptions {
  readonly access: Pick<ClusterAccess, 'renew' | 'scopeOf'>;
  readonly auditor: AuditorService;
  readonly contextOf: (scope: Scope) => MarketplaceContext;
  /** Groups whose direct members are platform engineers, by their references. */
  readonly engineerGroups: readonly string[];
  readonly kept: Pick<BindingErrands, 'find' | 'forget' | 'keep'>;
  readonly logger: LoggerService;
  readonly needs: Pick<Needs, 'look' | 'settled'>;
  readonly now: () => Date;
  readonly rights: Pick<Rights, 'assertCan' | 'assertOpen'>;
  readonly writer: Pick<BindingWriter, 'make' | 'provide' | 'try'>;
}

/** Longer than any run waits for its pipeline, also one that a restart has held up. */
const goodForMs = 12 * 60 * 60 * 1000;

/**
 * Bindings that a run of a template makes after the session has ended of who began it. What is
 * bound to what is said while it lasts, and nothing else of it can be told later; it is done
 * as that person, with the rights that they have then.
 */
export class Errands {
  constructor(private readonly options: ErrandsOptions) {}

  /**
   * Keeps what a run is to bind.
   *
   * @returns until when it may
   * @throws NotAllowedError for whom the portal or the cluster would not let bind it now
   * @throws ConflictError where somebody else has entrusted the run with it
   */
  async entrust(asker: Asker, errand: BindingErrand): Promise<Date> {
    const { request } = errand;
    const { kept, now, rights } = this.options;
    const by = asker.viewer.userEntityRef;
    const { seesAll } = asker.viewer;
    const { kind, name } = request.target;
    // As who they will be then, so that nobody is promised what will be refused.
    const viewer = asNow(this.options, { by, seesAll });
    const right = rightToBind(kind, name);
    await rights.assertCan({ ...asker, viewer }, right, request.target);
    const until = new Date(now().getTime() + goodForMs);
    await kept.forget(now());
    await kept.keep({ ...errand, by, seesAll, until });
    return until;
  }

  /**
   * Binds what a run was entrusted with. May be repeated.
   *
   * @throws NotAllowedError for whom the environment is closed by now, or the cluster refuses
   * @throws NotFoundError as long as there is no such workload
   * @throws InputError when the instance has no such credentials any more
   */
  async carryOut(ref: ErrandRef): Promise<ErrandOutcome> {
    const { kept, now } = this.options;
    const errand = await kept.find(ref, now());
    if (!errand) return { kind: 'none' };
    const { by, request, task } = errand;
    return audited(
      this.options,
      {},
      { ...auditOf({ request }), by, task },
      () => this.#bind(errand),
      ({ unchanged }) => ({ unchanged }),
    );
  }

  async #bind(errand: KeptErrand) {
    const { access, contextOf, rights, writer } = this.options;
    const { request } = errand;
    const { kind, name } = request.target;
    const viewer = asNow(this.options, errand);
    rights.assertOpen(viewer, rightToBind(kind, name), request.target);
    const scope = await access.scopeOf(viewer);
    const provided = await looking(this.options, async () =>
      fitting(request, contextOf(scope)),
    );
    if (provided) {
      await writer.provide(viewer, request.target.cluster, provided);
    }
    const trial = await writer.try(viewer, request);
    const { notes } = previewOf(request, trial, undefined);
    const unchanged = notes.some(note => note.kind === 'unchanged');
    if (!unchanged) {
      const precondition = preconditionOf(trial.before);
      await writer.make(viewer, { request, precondition });
    }
    const { form, secret } = request;
    const variables = form.kind === 'env' ? form.variables : [];
    return {
      ...{ kind: 'bound' as const, secret, unchanged },
      variables: variables.map(each => each.name),
    };
  }
}
