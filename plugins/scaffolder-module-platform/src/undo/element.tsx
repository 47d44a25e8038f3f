import { AppRootElementBlueprint } from '@backstage/frontend-plugin-api';
import { OnTaskPage } from './OnTaskPage';

/** {@link OnTaskPage} as a part of the app: the stock page has no room of its own for more. */
export const undoElement = AppRootElementBlueprint.make({
  name: 'pilothouse-undo',
  params: { element: <OnTaskPage /> },
});
