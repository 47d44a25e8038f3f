import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarScrollWrapper,
  SidebarSpace,
} from '@backstage/core-components';
import {
  identityApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import {
  NavContentBlueprint,
  type NavContentComponentProps,
  type NavContentNavItem,
} from '@backstage/plugin-app-react';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import { SidebarSearchModal } from '@backstage/plugin-search';
import { UserSettingsSignInAvatar } from '@backstage/plugin-user-settings';
import SignOutIcon from '@material-ui/icons/ExitToApp';
import MenuIcon from '@material-ui/icons/Menu';
import SearchIcon from '@material-ui/icons/Search';
import LanguageIcon from '@material-ui/icons/Translate';
import { appTranslationRef } from '../language/ref';
import { useOtherLanguage } from '@pilothouse/plugin-platform-react';
import { SidebarLogo } from './SidebarLogo';
import { usePageTitle } from './titles';

/** Pages in the order in which people need them; others follow by their titles. */
const order = [
  'page:home',
  'page:services',
  'page:services/applications',
  'page:catalog',
  'page:api-docs',
  'page:scaffolder',
  'page:marketplace',
  'page:techdocs',
  'page:health',
];

/** Pages that are reached in another way. */
const elsewhere = ['page:search', 'page:notifications', 'page:catalog-graph'];

function NavItem(props: NavContentNavItem) {
  const title = usePageTitle();
  return (
    <SidebarItem
      icon={() => props.icon}
      to={props.href}
      text={title(props.title)}
    />
  );
}

function Navigation({ navItems }: NavContentComponentProps) {
  const { t } = useTranslationRef(appTranslationRef);
  const nav = navItems.clone().withComponent(NavItem);
  const settings = nav.take('page:user-settings');
  const first = order.map(id => nav.take(id));
  elsewhere.forEach(id => nav.take(id));
  return (
    <Sidebar>
      <SidebarLogo />
      <SidebarGroup label={t('nav.search')} icon={<SearchIcon />} to="/search">
        <SidebarSearchModal />
      </SidebarGroup>
      <SidebarDivider />
      <SidebarGroup label={t('nav.menu')} icon={<MenuIcon />}>
        <SidebarScrollWrapper>
          {first}
          {nav.rest({ sortBy: 'title' })}
        </SidebarScrollWrapper>
      </SidebarGroup>
      <SidebarSpace />
      <SidebarDivider />
      <SidebarGroup
        label={t('title.user-settings')}
        icon={<UserSettingsSignInAvatar />}
      >
        <NotificationsSidebarItem text={t('title.notifications')} />
        {settings}
        <LanguageItem />
        <SignOutItem />
      </SidebarGroup>
    </Sidebar>
  );
}

function LanguageItem() {
  const { name, choose } = useOtherLanguage();
  return <SidebarItem icon={LanguageIcon} text={name} onClick={choose} />;
}

function SignOutItem() {
  const { t } = useTranslationRef(appTranslationRef);
  const identity = useApi(identityApiRef);
  return (
    <SidebarItem
      icon={SignOutIcon}
      text={t('nav.signOut')}
      onClick={() => identity.signOut()}
    />
  );
}

/** The portal's navigation, in the reader's language. */
export const navigation = NavContentBlueprint.make({
  params: { component: Navigation },
});
