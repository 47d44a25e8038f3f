import { Content, ErrorPanel, LinkButton } from '@backstage/core-components';
import {
  BreadcrumbEntry,
  ErrorDisplay,
  NotFoundErrorPage,
  PageLayout,
  useBreadcrumbEntries,
  useTranslationRef,
  type ErrorDisplayProps,
  type PageLayoutProps,
} from '@backstage/frontend-plugin-api';
import { SwappableComponentBlueprint } from '@backstage/plugin-app-react';
import { PluginHeader } from '@backstage/ui';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { useResolvedPath } from 'react-router-dom';
import { appTranslationRef } from '../language/ref';
import { usePageTitle, usePluginTitle, useTabTitle } from '../nav/titles';
import { isNotLoaded } from './isNotLoaded';
import { NotLoaded } from './NotLoaded';
import { useDocumentTitle } from './useDocumentTitle';

function Layout(props: PageLayoutProps) {
  const pageTitleOf = usePageTitle();
  const tabTitleOf = useTabTitle();
  const base = useResolvedPath('.').pathname.replace(/\/$/, '');
  const { items: breadcrumbs } = useBreadcrumbEntries();
  const title = props.title && pageTitleOf(props.title);
  useDocumentTitle(props.noHeader ? undefined : title);
  if (props.noHeader) {
    return <>{props.children}</>;
  }
  const page = (
    <>
      <PluginHeader
        title={title}
        icon={props.icon}
        titleLink={props.titleLink}
        breadcrumbs={breadcrumbs.map(entry => ({
          ...entry,
          label: tabTitleOf(lastSegment(entry.href), entry.label),
        }))}
        customActions={props.headerActions}
        tabs={props.tabs?.map(tab => ({
          ...tab,
          label: tabTitleOf(tab.id, tab.label),
          href: tab.href.startsWith('/') ? tab.href : `${base}/${tab.href}`,
          matchStrategy: 'prefix',
        }))}
      />
      {props.children}
    </>
  );
  return title ? (
    <BreadcrumbEntry entry={{ label: title, href: props.titleLink ?? base }}>
      {page}
    </BreadcrumbEntry>
  ) : (
    page
  );
}

function lastSegment(path: string): string {
  return path.split('/').pop() ?? '';
}

const reload = () => window.location.reload();

function Failure({ plugin, error, resetError }: ErrorDisplayProps) {
  const { t } = useTranslationRef(appTranslationRef);
  const titleOf = usePluginTitle();
  const name = plugin && titleOf(plugin.pluginId, plugin.pluginId);
  if (isNotLoaded(error)) {
    return <NotLoaded reload={reload} />;
  }
  const title = name
    ? t('error.pluginTitle', { plugin: name })
    : t('error.pluginTitleUnknown');
  return (
    <ErrorPanel title={title} error={error}>
      <Button variant="outlined" onClick={resetError}>
        {t('error.retry')}
      </Button>
    </ErrorPanel>
  );
}

function NotFound() {
  const { t } = useTranslationRef(appTranslationRef);
  useDocumentTitle(t('error.notFound'));
  return (
    <main>
      <Content>
        <Typography variant="h4" component="h1" gutterBottom>
          {t('error.notFound')}
        </Typography>
        <Typography paragraph>{t('error.notFoundHint')}</Typography>
        <LinkButton to="/" variant="contained" color="primary">
          {t('error.goHome')}
        </LinkButton>
      </Content>
    </main>
  );
}

/** The header of a page, with its title in the reader's language. */
export const pageLayout = SwappableComponentBlueprint.make({
  name: 'core-page-layout',
  params: define => define({ component: PageLayout, loader: () => Layout }),
});

/** What stands where a part of a page has failed. */
export const errorDisplay = SwappableComponentBlueprint.make({
  name: 'core-error-display',
  params: define => define({ component: ErrorDisplay, loader: () => Failure }),
});

/** What stands at an address without a page. */
export const notFoundPage = SwappableComponentBlueprint.make({
  name: 'core-not-found-error-page',
  params: define =>
    define({ component: NotFoundErrorPage, loader: () => NotFound }),
});
