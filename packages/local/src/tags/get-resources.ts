import { AwsError } from '../errors.ts';
import { operation } from '../glue/handler.ts';
import type { Context, HandlerTable } from '../glue/handler.ts';
import { page } from '../glue/pages.ts';
import type { Tags } from '../glue/records.ts';

interface GetResources {
  readonly PaginationToken?: string;
  readonly ResourcesPerPage?: number;
  readonly TagsPerPage?: number;
  readonly TagFilters?: readonly { readonly Key?: string; readonly Values?: readonly string[] }[];
  readonly ResourceTypeFilters?: readonly string[];
  readonly ResourceARNList?: readonly string[];
}

/** Filters are AND across keys and OR across the values of one; no values means any (API reference, GetResources). */
function tagsPass(input: GetResources, tags: Tags): boolean {
  return (input.TagFilters ?? []).every(({ Key: key = '', Values: values = [] }) => {
    const value = tags[key];
    return value != null && (values.length === 0 || values.includes(value));
  });
}

/** `glue` or `glue:job`. */
function typePasses(input: GetResources, arn: string): boolean {
  const [, , service = '', , , resource = ''] = arn.split(':');
  const type = `${service}:${resource.split('/')[0] ?? ''}`;
  const filters = input.ResourceTypeFilters ?? [];
  return filters.length === 0 || filters.includes(service) || filters.includes(type);
}

function getResources(input: GetResources, context: Context): object {
  const size = input.ResourcesPerPage ?? 50;
  const arns = input.ResourceARNList;
  if (size < 1 || size > 100) {
    throw new AwsError('InvalidParameterException', 'ResourcesPerPage must be between 1 and 100');
  }
  if (arns != null && (input.TagFilters ?? input.ResourceTypeFilters ?? input.ResourcesPerPage) != null) {
    throw new AwsError('InvalidParameterException', 'ResourceARNList cannot be used with filters or pages');
  }
  const matching = context.tagIndex
    .list()
    .filter(
      ([arn, tags]) =>
        Object.keys(tags).length > 0 && (arns?.includes(arn) ?? (typePasses(input, arn) && tagsPass(input, tags))),
    );
  const request = { MaxResults: size, ...(input.PaginationToken && { NextToken: input.PaginationToken }) };
  const { items, NextToken } = page(context, request, matching, ([arn]) => arn, 100);
  return {
    // AWS answers "" for the last page, not nothing.
    PaginationToken: NextToken ?? '',
    ResourceTagMappingList: items.map(([arn, tags]) => ({
      ResourceARN: arn,
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    })),
  };
}

/** The operations of Resource Groups Tagging. */
export const taggingHandlers: HandlerTable = { GetResources: operation(getResources) };
