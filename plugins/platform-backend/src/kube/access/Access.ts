import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Scope } from './Scope';
import type { Viewer } from './Viewer';

/** Who looks, and what they may see. */
export interface Access {
  /**
   * Who stands behind a request.
   *
   * @throws NotAllowedError when it is no person
   */
  resolveViewer(credentials: BackstageCredentials): Promise<Viewer>;
  /**
   * What a person may see now, with the groups that they have now. It waits for the
   * clusters only where nothing was known of the person before, and never for one that
   * does not answer.
   *
   * @throws NotKnownYetError as long as the catalog does not tell their groups
   */
  scopeOf(viewer: Viewer): Promise<Scope>;
  /**
   * Calls the listener when what somebody may see may have changed: ask for the scope
   * again, and compare the keys.
   *
   * @returns ends the subscription
   */
  subscribe(listener: () => void): () => void;
}
