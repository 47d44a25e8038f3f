import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Properties whose text people read. */
const read = [
  'children',
  'title',
  'placeholder',
  '"aria-label"',
  'label',
  'subtitle',
  'message',
  'emptyContent',
  'primary',
  'secondary',
  'tooltip',
  'name',
].join('|');

const words = new RegExp(
  `(?:${read}):\\s*(?:\\[\\s*)?(["\`])[A-Z][a-z]+(?:[ .:][^"\`]*)?\\1`,
);

/** What is named to the frame, which has words of its own for it. */
const named =
  /^(alpha|plugin|alpha\/(plugin|pages|extensions|entityContents))$/;

/** Files of stock pages that say something in English whatever the language is. */
function fixedWords(): Record<string, string[]> {
  const scope = dirname(
    dirname(require.resolve('@backstage/theme/package.json')),
  );
  const found = readdirSync(scope).flatMap(name => {
    const manifest = readFileSync(join(scope, name, 'package.json'), 'utf8');
    const { backstage } = JSON.parse(manifest);
    if (backstage?.role !== 'frontend-plugin') return [];
    const files = filesIn(join(scope, name, 'dist'));
    return files.length > 0 ? [[name, files] as const] : [];
  });
  return Object.fromEntries(found);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.esm.js') && !/translation/.test(file))
    .map(file => file.replace('.esm.js', ''))
    .filter(file => !named.test(file) && !file.startsWith('packages/'))
    .filter(file =>
      words.test(readFileSync(join(folder, `${file}.esm.js`), 'utf8')),
    )
    .sort();
}

const replaced = 'ours is shown in its place';
const unused = 'the portal does not show it';
const open = 'no translation reaches it: still in English';

/** Each with the reason why its words may stay. */
const known: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'plugin-app': {
    'alpha/appModulePublicSignIn': unused,
    'extensions/AppThemeApi': replaced,
    'extensions/components': replaced,
  },
  'plugin-auth': {
    'components/ConsentPage/ConsentPage': unused,
  },
  'plugin-catalog': {
    'components/CatalogExportButton/CatalogExportButton': unused,
  },
  'plugin-catalog-graph': {
    'components/CatalogGraphPage/SelectedKindsFilter': open,
  },
  'plugin-kubernetes': {
    Router: unused,
  },
  'plugin-notifications': {
    'alpha/extensions/unreadNotificationsHomeWidget': unused,
    'components/NotificationsSideBarItem/NotificationsSideBarItem': open,
    'components/NotificationsTable/DefaultNotificationDescription': open,
    'components/NotificationsTable/NotificationsTable': open,
    'components/NotificationsTable/SelectAll': open,
    'components/UserNotificationSettingsCard/OriginRow': open,
    'components/UserNotificationSettingsCard/TopicRow': open,
  },
  'plugin-org': {
    'components/Cards/Group/GroupProfile/GroupProfileCard': replaced,
    'components/Cards/Group/MembersList/MembersListCard': replaced,
  },
  'plugin-scaffolder': {
    'alpha/components/EditorSubPage': open,
    'alpha/components/TemplateEditorPage/TemplateEditorForm': open,
    'alpha/components/TemplateEditorPage/TemplateFormPreviewer': open,
    'components/ListTasksPage/columns/OwnerEntityColumn': replaced,
    'components/RenderSchema/RenderSchema': open,
    'components/TemplateTypePicker/TemplateTypePicker': open,
    'components/fields/EntityTagsPicker/EntityTagsPicker': unused,
    'components/fields/MultiEntityPicker/MultiEntityPicker': unused,
    'components/fields/RepoBranchPicker/BitbucketRepoBranchPicker': unused,
    'components/fields/RepoBranchPicker/DefaultRepoBranchPicker': unused,
    'components/fields/RepoBranchPicker/GitHubRepoBranchPicker': unused,
    'components/fields/RepoUrlPicker/AzureRepoPicker': unused,
    'components/fields/RepoUrlPicker/GiteaRepoPicker': unused,
    'components/fields/RepoUrlPicker/GithubRepoPicker': unused,
    'components/fields/RepoUrlPicker/GitlabRepoPicker': unused,
    'components/fields/RepoUrlPicker/RepoUrlPickerHost': unused,
    'extensions/default': open,
  },
  'plugin-search': {
    'alpha/SearchPage': replaced,
    'components/SearchModal/SearchModal': unused,
    'components/SearchType/SearchType.Tabs': unused,
  },
  'plugin-techdocs': {
    'alpha/components/TechDocsReaderEntityCard': open,
    'alpha/components/TechDocsReaderHeader': open,
    'alpha/components/TechDocsReaderSearch': open,
    'home/components/Grids/DocsCardGrid': unused,
    'home/components/Grids/EntityListDocsGrid': unused,
    'reader/transformers/copyToClipboard': open,
    'reader/transformers/handleMetaRedirects': open,
  },
  'plugin-user-settings': {
    'components/AuthProviders/DefaultProviderSettings': unused,
    'components/useUserProfileInfo': open,
  },
};

it('knows of all words of stock pages that no translation reaches', () => {
  const reasons = Object.entries(known).map(
    ([name, files]) => [name, Object.keys(files).sort()] as const,
  );
  expect(fixedWords()).toEqual(Object.fromEntries(reasons));
});
