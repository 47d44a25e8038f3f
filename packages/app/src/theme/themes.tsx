import { ThemeBlueprint } from '@backstage/plugin-app-react';
import {
  createUnifiedTheme,
  palettes,
  UnifiedThemeProvider,
  type PageTheme,
  type UnifiedTheme,
} from '@backstage/theme';
import DarkIcon from '@material-ui/icons/Brightness2';
import LightIcon from '@material-ui/icons/WbSunny';
import type { ReactNode } from 'react';
import { accents, type Accent } from './accents';

type Variant = 'light' | 'dark';
type ThemeComponents = NonNullable<
  Parameters<typeof createUnifiedTheme>[0]['components']
>;

const pageKinds = [
  'home',
  'documentation',
  'tool',
  'service',
  'website',
  'library',
  'other',
  'app',
  'apis',
  'card',
];

/** As in Backstage's own theme, but words are not broken in the middle. */
const tableCell: ThemeComponents['MuiTableCell'] = {
  styleOverrides: {
    root: ({ theme }) => ({
      overflowWrap: 'break-word',
      overflow: 'hidden',
      verticalAlign: 'middle',
      lineHeight: 1.25,
      margin: 0,
      padding: theme.spacing(2, 2, 2, 2.5),
      borderBottom: 0,
    }),
    sizeSmall: ({ theme }) => ({ padding: theme.spacing(1, 2, 1, 2.5) }),
    head: ({ theme }) => ({
      whiteSpace: 'nowrap',
      overflow: 'hidden',
      color: theme.palette.textSubtle,
      fontWeight: 'normal',
    }),
  },
};

/** On a narrow page the title of a table stands above the field beside which it is cut. */
const tableToolbar = {
  styleOverrides: {
    root: {
      '@media (max-width: 600px)': {
        flexWrap: 'wrap',
        height: 'auto',
        '& h5, & h6': { whiteSpace: 'normal' },
      },
    },
  },
};

const tables = {
  BackstageTableToolbar: tableToolbar,
  PluginCatalogTableToolbar: tableToolbar,
};

/** Stock components whose words are English, or that have none, say ours by their style. */
const worded = {
  Link: {
    styleOverrides: {
      visuallyHidden: { display: 'none' },
      externalLink: {
        '&::after': {
          content: 'var(--pilothouse-new-window)',
          position: 'absolute',
          width: 1,
          height: 1,
          overflow: 'hidden',
          clipPath: 'inset(50%)',
          whiteSpace: 'nowrap',
        },
      },
    },
  },
  PluginOrgOwnershipCard: {
    styleOverrides: {
      grid: {
        '&:empty::after': {
          content: 'var(--pilothouse-owns-nothing)',
          padding: 12,
        },
      },
    },
  },
};

/** Backstage's own theme of that variant with one accent, and headers without pictures. */
export function themeOf(variant: Variant): UnifiedTheme {
  const base = palettes[variant];
  const accent = accents[variant];
  return createUnifiedTheme({
    palette: {
      ...base,
      text: { secondary: accent.aside },
      primary: { main: accent.main, dark: accent.strong },
      secondary: { main: accent.neutral },
      link: accent.main,
      linkHover: accent.strong,
      border: accent.border,
      navigation: { ...base.navigation, indicator: accent.onDark },
      tabbar: { indicator: accent.main },
    },
    pageTheme: Object.fromEntries(
      pageKinds.map(kind => [kind, plainHeader(accent)]),
    ),
    components: {
      ...worded,
      ...tables,
      MuiTableCell: tableCell,
      // Buttons name things, which are told as they are written.
      MuiButton: { styleOverrides: { root: { textTransform: 'none' } } },
      BackstagePage: {
        styleOverrides: {
          // Gives way to a banner above the page, which sets the variable.
          root: {
            height: 'calc(100vh - var(--pilothouse-banner-height, 0px))',
          },
        },
      },
      BackstageHeader: {
        styleOverrides: {
          header: ({ theme }) => ({
            boxShadow: 'none',
            backgroundColor: theme.palette.background.paper,
            borderBottom: `1px solid ${accent.border}`,
            paddingTop: theme.spacing(2),
            paddingBottom: theme.spacing(2),
          }),
        },
      },
    },
  });
}

function plainHeader(accent: Accent): PageTheme {
  return {
    colors: [accent.main],
    shape: 'none',
    backgroundImage: 'none',
    fontColor: accent.text,
  };
}

function provider(variant: Variant) {
  const theme = themeOf(variant);
  return (props: { children: ReactNode }) => (
    <UnifiedThemeProvider theme={theme}>{props.children}</UnifiedThemeProvider>
  );
}

/** Replaces the stock light theme. */
export const lightTheme = ThemeBlueprint.make({
  name: 'light',
  params: {
    theme: {
      id: 'light',
      title: 'Light',
      variant: 'light',
      icon: <LightIcon />,
      Provider: provider('light'),
    },
  },
});

/** Replaces the stock dark theme. */
export const darkTheme = ThemeBlueprint.make({
  name: 'dark',
  params: {
    theme: {
      id: 'dark',
      title: 'Dark',
      variant: 'dark',
      icon: <DarkIcon />,
      Provider: provider('dark'),
    },
  },
});
