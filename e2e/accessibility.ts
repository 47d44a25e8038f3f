import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * Rules that stock components of Backstage break, by what breaks them. They count only on
 * pages that are made of these components.
 */
const STOCK = {
  // `Table` of @backstage/core-components: material-table puts a button into the button
  // by which a column is sorted.
  // `TemplateCard` of @backstage/plugin-scaffolder-react puts one into a link without text.
  'nested-interactive': ['MuiTableSortLabel-root', 'viewDetail-template'],
  'link-name': ['href="/catalog/default/template/'],
  // Tabs of a page's header name panels that are not there, below a tab's own address.
  'aria-valid-attr-value': ['bui-Tab'],
  // Neither the bar above the steps of a run, which goes on after a cancellation, nor what
  // turns while the graph of relations is laid out has a name.
  'aria-progressbar-name': [
    'MuiLinearProgress-indeterminate',
    'MuiCircularProgress-indeterminate',
  ],
} as const;

/** The same of what stands beside every page. */
const FRAME = {
  // The link to unread notifications is named without their number.
  'label-content-name-mismatch': ['href="/notifications"'],
} as const;

type Faults = Readonly<Record<string, readonly string[]>>;

/** Whose components a page is made of. */
export type Made = 'ours' | 'stock';

/** A serious or critical fault, in one line. */
export type Fault = string;

/**
 * What a person with a disability would stumble over on the page as it stands: axe's
 * violations of impact serious and critical.
 *
 * @param made - `stock` leaves out what stock components are known for
 */
export async function faultsOf(page: Page, made: Made): Promise<Fault[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes
        .filter(node => !isKnown(FRAME, id, node))
        .filter(node => made === 'ours' || !isKnown(STOCK, id, node))
        .map(({ html }) => `${id}: ${help}: ${html}`),
    );
}

function isKnown(
  faults: Faults,
  rule: string,
  { html, target }: { html: string; target: readonly unknown[] },
): boolean {
  const known = Object.entries(faults).find(([id]) => id === rule)?.[1] ?? [];
  const where = [html, ...target].join(' ');
  return known.some(part => where.includes(part));
}
