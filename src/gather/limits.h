// Every limit of gathering, by name. Those a caller may change are the defaults of FetchOptions and
// CrawlOptions.
#pragma once

#include <cstddef>
#include <cstdint>

namespace mingcha::gather {

// --- one exchange (contract §2)
// ---------------------------------------------------------------------
inline constexpr std::size_t kMaxBodyBytes = 10'000'000;  // before and, separately, after unpacking
inline constexpr std::size_t kMaxProbeBytes = 64 * 1024;  // of a body that is only tested as a link
inline constexpr std::size_t kMaxHeadBytes = 64 * 1024;   // status line and headers
inline constexpr std::size_t kMaxUrlBytes = 2048;
inline constexpr int kRequestSeconds = 15;
inline constexpr int kConnectSeconds = 10;
inline constexpr int kMaxRedirects = 10;
inline constexpr int kMaxTries = 3;
inline constexpr std::int64_t kFirstRetryMs = 500;  // doubled twice with each further try
inline constexpr std::int64_t kMaxCrawlDelayMs = 5000;

// --- memory: bodies in flight
// ---------------------------------------------------------------------- A body up to kSmallBody
// needs no leave. To grow beyond it a transfer waits until its whole length (its cap where the
// length is not said) fits into kLargeBytes, and gives that back when a worker has done with it. 32
// sites × 4 connections of small bodies and all large ones stay under 100 MB.
inline constexpr std::size_t kSmallBody = 256 * 1024;
inline constexpr std::size_t kLargeBytes = 64 * 1024 * 1024;
inline constexpr std::size_t kQueueBytes =
    16 * 1024 * 1024;                              // fetched, not yet parsed: then no new request
inline constexpr std::size_t kPooledBuffers = 64;  // free buffers kept for the next body

// --- one site (contract §2)
// --------------------------------------------------------------------------
inline constexpr std::size_t kMaxPages = 1000;
inline constexpr int kMaxSeconds = 280;
inline constexpr double kRate = 10.0;
inline constexpr int kConnections = 4;  // a host
inline constexpr std::size_t kSitesAtOnce = 32;
inline constexpr std::uint64_t kBytesAPage = 128'000;  // 128 MB a site at kMaxPages
inline constexpr int kExternalLinks = 50;
// Pages asked for once more as a search engine's robot and once as its visitor; fewer at a small
// --max-pages.
inline constexpr std::size_t kGuisedPages = 4;
inline constexpr std::size_t kPagesAGuise =
    50;  // of max-pages, for each such page but the home page
inline constexpr std::size_t kLeastPagesForGuises = 5;
// The site's own search, asked for titles of its own pages once the rest is done, or when so many
// tenths of the time have gone.
inline constexpr std::size_t kSearches = 4;
inline constexpr int kSearchAfterTenths = 8;
// Attachments whose text is read, of one site.
inline constexpr std::size_t kDocuments = 40;
inline constexpr std::size_t kDocumentBytes = 4'000'000;          // of one
inline constexpr std::uint64_t kDocumentBytesASite = 20'000'000;  // received of all
// Style sheets of the site that its home page links.
inline constexpr std::size_t kSheets = 6;
inline constexpr std::size_t kSheetBytes = 256 * 1024;
inline constexpr std::size_t kCertificatesKept = 10'000;  // hosts whose certificate is remembered
inline constexpr int kExternalAtOnce = 4;                 // link tests on other hosts, a site
inline constexpr std::size_t kRobotsBytes = 500 * 1024;   // RFC 9309 §2.5: at least 500 KiB

// --- traps
// -------------------------------------------------------------------------------------------
inline constexpr int kMaxDepth = 60;    // clicks from the home page
inline constexpr int kSameSegment = 3;  // one path segment this often: a loop
inline constexpr int kMaxSegments = 24;
inline constexpr std::uint32_t kQueriesPerPath = 300;  // of one path with different queries
inline constexpr std::size_t kFrontierBytes = 64 * 1024 * 1024;  // of all sites together
inline constexpr std::size_t kMaxLinksAPage = 10'000;            // followed; more is an attack

}  // namespace mingcha::gather
