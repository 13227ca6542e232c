"""Report: results to one page that answers first and proves each sentence."""
