import type { PermissionsService } from '@backstage/backend-plugin-api';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import type { Slots } from '@pilothouse/plugin-platform-node';
import type { Claiming } from '../claims/Claiming';
import type { People } from '../service/people';
import type { Systems } from '../things/all';
import type { Handlers } from '../things/Handlers';
import type { PipelineFailures } from '../undo/PipelineFailures';
import type { Undoing } from '../undo/undo';
import type { UndoRecords } from '../undo/UndoRecords';

/** What the actions need of their surroundings. */
export interface Surroundings extends Systems {
  readonly claiming: Claiming;
  readonly failures: PipelineFailures;
  readonly handlers: Handlers;
  readonly integrations: ScmIntegrationRegistry;
  readonly people: People;
  readonly permissions: PermissionsService;
  /** How long is waited before something is looked at again; in milliseconds. */
  readonly pauseMs: number;
  /** In which commits are packed and pushed. */
  readonly pushes: Slots;
  readonly records: Pick<UndoRecords, 'drop' | 'find'>;
  readonly undoing: Undoing;
}
