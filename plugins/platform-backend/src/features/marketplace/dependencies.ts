import type {
  AuditorService,
  BackstageCredentials,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { LiveInput, LiveOutput } from '@pilothouse/plugin-platform-common';
import type { KubeReader } from '@pilothouse/plugin-platform-node';
import type { VisibleCatalog } from '../../catalog';
import type { Access, Scope } from '../../kube/access';
import type { CustomKube } from '../../kube/custom';
import type { KubeService } from '../../kube/KubeService';
import type { AnswerOnce } from '../../live/view-answer';
import type { Allows } from '../../permissions';
import type { Rights } from '../../rights';
import type { Deletions } from './grace/Deletions';
import type { InstanceWriter } from './InstanceWriter';
import type { Items } from './Items';
import type { Needs } from './Needs';
import type { Schemas } from './Schemas';
import type { Reservations } from './terms/Reservations';
import type { MarketplaceContext } from './view';

/** What the procedures of the marketplace need of their surroundings. */
export interface MarketplaceDependencies {
  readonly access: Access;
  readonly allows: Allows;
  readonly auditor: AuditorService;
  /** The catalog as somebody sees it. */
  readonly catalogOf: (
    credentials: BackstageCredentials,
  ) => Promise<VisibleCatalog>;
  readonly contextOf: (scope: Scope) => MarketplaceContext;
  readonly custom: CustomKube;
  readonly deletions: Deletions;
  readonly httpAuth: HttpAuthService;
  readonly items: Items;
  readonly kube: KubeReader;
  /** What is asked of the clusters as the portal itself. */
  readonly clusters: Pick<KubeService, 'request'>;
  readonly logger: LoggerService;
  readonly needs: Pick<Needs, 'look' | 'settled'>;
  readonly reservations: Reservations;
  readonly rights: Rights;
  readonly schemas: Schemas;
  readonly writer: InstanceWriter;
  readonly list: AnswerOnce<
    LiveInput<'marketplace.list'>,
    LiveOutput<'marketplace.list'>
  >;
  readonly instance: AnswerOnce<
    LiveInput<'marketplace.instance'>,
    LiveOutput<'marketplace.instance'>
  >;
}
