import { AppRootElementBlueprint } from '@backstage/frontend-plugin-api';
import { OnDeletionForm } from './OnDeletionForm';

/** {@link OnDeletionForm} as a part of the app: a template cannot tell how its buttons look. */
export const deletionElement = AppRootElementBlueprint.make({
  name: 'pilothouse-deletion',
  params: { element: <OnDeletionForm /> },
});
