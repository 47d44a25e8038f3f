export { checkPaths } from './path-check';
export { withPublished } from './items';
export { publishingAnswers } from './live';
export { publishingProcedures } from './procedures';
export { PublishedItems, publishedItemsRef } from './PublishedItems';
export { PublishedDefinitions } from './PublishedDefinitions';
