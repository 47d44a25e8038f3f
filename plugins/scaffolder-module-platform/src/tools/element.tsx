import { AppRootElementBlueprint } from '@backstage/frontend-plugin-api';
import { OnFormPage } from './OnFormPage';

/** {@link OnFormPage} as a part of the app: the stock page has no room of its own for more. */
export const toolsElement = AppRootElementBlueprint.make({
  name: 'pilothouse-tools',
  params: { element: <OnFormPage /> },
});
