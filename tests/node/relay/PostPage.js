// A page as an application on Relay would write it: it refetches by node id, pages its comments, and lists the newest posts.
import { graphql } from "relay-runtime";

export const query = graphql`
  query PostPageQuery($id: ID!, $first: Int = 5) {
    node(id: $id) {
      __typename
      ...PostPage_post @alias(as: "post")
    }
    ...PostPage_newest @arguments(first: $first)
  }
`;

export const post = graphql`
  fragment PostPage_post on Post {
    id
    rowId
    title
    status
    publishedAt
    author {
      ...PostPage_person
    }
    tags(first: 10) {
      nodes {
        name
        color
      }
    }
    ...PostPage_comments
  }
`;

export const person = graphql`
  fragment PostPage_person on User {
    id
    username
    fullName
  }
`;

export const comments = graphql`
  fragment PostPage_comments on Post
  @refetchable(queryName: "PostPageCommentsPaginationQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 20 }, after: { type: "String" }) {
    comments(first: $first, after: $after) @connection(key: "PostPage_comments") {
      totalCount
      edges {
        node {
          content
          user {
            ...PostPage_person
          }
        }
      }
    }
  }
`;

export const newest = graphql`
  fragment PostPage_newest on Query
  @refetchable(queryName: "PostPageNewestPaginationQuery")
  @argumentDefinitions(first: { type: "Int" }, after: { type: "String" }) {
    posts(first: $first, after: $after, orderBy: [{ publishedAt: DESC_NULLS_LAST }, { author: { username: ASC } }])
    @connection(key: "PostPage_posts") {
      edges {
        node {
          title
        }
      }
    }
  }
`;
