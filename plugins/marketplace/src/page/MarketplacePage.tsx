import { Content } from '@backstage/core-components';
import { NotFoundErrorPage } from '@backstage/frontend-plugin-api';
import { instanceRefSchema } from '@pilothouse/plugin-platform-common';
import type { ComponentType } from 'react';
import { Route, Routes, useParams } from 'react-router-dom';
import type { InstanceRef } from '@pilothouse/plugin-platform-common';
import { InstancePage } from '../instance/InstancePage';
import { ItemPage } from '../item/ItemPage';
import { ListPage } from '../list/ListPage';
import { ChangePage } from '../order/ChangePage';
import { OrderPage } from '../order/OrderPage';
import { DraftPage, PublishedPage } from '../publishing/DraftPage';
import { DraftsPage } from '../publishing/DraftsPage';

const instanceRoute = '/instances/:item/:cluster/:namespace/:name';

/** All pages of the marketplace, by their addresses. */
export function MarketplacePage() {
  return (
    <Content>
      <Routes>
        <Route path="/" element={<ListPage />} />
        <Route path="/items/:item" element={<OfItem page={ItemPage} />} />
        <Route
          path="/items/:item/order"
          element={<OfItem page={OrderPage} />}
        />
        <Route
          path={instanceRoute}
          element={<OfInstance page={InstancePage} />}
        />
        <Route
          path={`${instanceRoute}/change`}
          element={<OfInstance page={ChangePage} />}
        />
        <Route path="/drafts" element={<DraftsPage />} />
        <Route path="/drafts/:cluster/:group/:plural" element={<OfKind />} />
        <Route
          path="/published/:item"
          element={<OfItem page={PublishedPage} />}
        />
        <Route path="*" element={<NotFoundErrorPage />} />
      </Routes>
    </Content>
  );
}

function OfItem({ page: Page }: { page: ComponentType<{ name: string }> }) {
  const { item = '' } = useParams();
  return <Page key={item} name={item} />;
}

function OfKind() {
  const { cluster = '', group = '', plural = '' } = useParams();
  return (
    <DraftPage
      key={`${cluster}/${plural}.${group}`}
      cluster={cluster}
      kind={{ group, plural }}
    />
  );
}

function OfInstance(props: {
  page: ComponentType<{ instanceRef: InstanceRef }>;
}) {
  const Page = props.page;
  const ref = instanceRefSchema.safeParse(useParams());
  return ref.success ? (
    <Page key={JSON.stringify(ref.data)} instanceRef={ref.data} />
  ) : (
    <NotFoundErrorPage />
  );
}
