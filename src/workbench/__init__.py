"""The persona workbench: from interviews to personas, journeys and reports that can be traced.

Names are imported from where they live (`from workbench.walk import results`); importing the
package does nothing.
"""
