import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Image } from '@pilothouse/plugin-platform-common';
import { deploymentsTranslationRef } from '../language/ref';
import { Copied } from '../ui/Copied';
import { shortDigest } from '../ui/middle';

/** Images of a revision as they are named, with the digests that nodes found. */
export function Images({ images }: { images: readonly Image[] }) {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  return (
    <>
      {images.map(({ container, image, digest }) => (
        <div key={container}>
          {images.length > 1 ? (
            <span>
              {container}: {image}
            </span>
          ) : (
            image
          )}
          {digest && (
            <div>
              <Copied
                value={digest}
                shown={shortDigest(digest)}
                label={t('revision.copyDigest', { container })}
              />
            </div>
          )}
        </div>
      ))}
    </>
  );
}
