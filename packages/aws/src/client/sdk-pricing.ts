/** The part of the Price List SDK that is used, loaded only when prices are refreshed. */
export { GetProductsCommand, PricingClient } from '@aws-sdk/client-pricing';
